/* SPDX-License-Identifier: MIT */
// A program with a function for which the compiler generates clones and a resolver (target_clones). Prints "sum 10".
#include <stdio.h>

__attribute__((target_clones("avx2", "default"))) int sum(const int *numbers, int count)
{
    int all = 0;
    for (int i = 0; i < count; i++) all += numbers[i];
    return all;
}

int main(void)
{
    int numbers[] = {1, 2, 3, 4};
    return printf("sum %d\n", sum(numbers, 4)) < 0;
}
