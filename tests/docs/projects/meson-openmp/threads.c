/* SPDX-License-Identifier: MIT
 * Adds numbers in four threads of OpenMP, and checks the sum. */
#include <omp.h>

int main(void)
{
	int sum = 0;
#pragma omp parallel for num_threads(4) reduction(+ : sum)
	for (int i = 0; i < 1000; i++) sum += i;
	return sum != 499500 || omp_get_max_threads() < 1;
}
