// SPDX-License-Identifier: MIT
// A program for --coverage. Each run executes line 7 four times.
#include <stdio.h>
static int larger(int x)
{
    if (x > 2)
        return 1;
    return 0;
}
int main(void)
{
    int sum = 0;
    for (int i = 0; i < 7; i++) sum += larger(i);
    printf("%d\n", sum);
    return 0;
}
