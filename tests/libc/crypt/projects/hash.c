// SPDX-License-Identifier: MIT
// hash KEY SETTING...: prints crypt(KEY, SETTING) for each setting.
#include <crypt.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    for (int i = 2; i < argc; i++) puts(crypt(argv[1], argv[i]));
    return argc < 3;
}
