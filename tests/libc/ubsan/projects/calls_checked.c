// SPDX-License-Identifier: MIT
// A program that is compiled without checks. It calls the main function of kinds.c, which a shared library with checks
// has under the name checked_main.
int checked_main(int, char **);
int main(int argc, char **argv) { return checked_main(argc, argv); }
