// SPDX-License-Identifier: MIT
// A program for OpenMP: threads, a reduction, tasks and a lock. Prints the number of threads, the sum of
// the numbers 0 to 999, and the number of tasks (each thread creates one).
#include <omp.h>
#include <stdio.h>
int main(void)
{
    long sum = 0, tasks = 0;
    int threads = 0;
    omp_lock_t lock;
    omp_init_lock(&lock);
#pragma omp parallel num_threads(3) reduction(+ : sum)
    {
#pragma omp single
        threads = omp_get_num_threads();
#pragma omp for schedule(dynamic)
        for (int i = 0; i < 1000; i++) sum += i;
#pragma omp task
        {
            omp_set_lock(&lock);
            tasks++;
            omp_unset_lock(&lock);
        }
#pragma omp taskwait
    }
    printf("%d %ld %ld\n", threads, sum, tasks);
    return 0;
}
