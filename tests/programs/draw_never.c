/* SPDX-License-Identifier: MIT */
/* Makes no draw. Tests compare its system calls with those of draw_once. */
int main(void)
{
	return 0;
}
