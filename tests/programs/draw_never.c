/* SPDX-License-Identifier: MIT */
/* Does nothing. Tests compare its system calls with those of draw_once, which calls getrandom once. */
int main(void)
{
	return 0;
}
