/* SPDX-License-Identifier: MIT */
/* Replaces glibc's header: attributes of functions, under the names that the tests use. */
#define inhibit_loop_to_libcall __attribute__((__optimize__("-fno-tree-loop-distribute-patterns")))
#define test_cc_inhibit_loop_to_libcall inhibit_loop_to_libcall
#define inhibit_stack_protector __attribute__((__optimize__("-fno-stack-protector")))
#define test_inhibit_stack_protector inhibit_stack_protector
#define cc_inhibit_stack_protector inhibit_stack_protector
