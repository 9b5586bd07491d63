// SPDX-License-Identifier: MIT
// For --coverage: line 7 runs four times in each run.
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
