// SPDX-License-Identifier: MIT
// Calls the main function of kinds.c, which is in a shared library under the name checked_main.
int checked_main(int, char **);
int main(int argc, char **argv) { return checked_main(argc, argv); }
