// SPDX-License-Identifier: MIT
__thread int of_library;
void set_there(int value) { of_library = value; }
