/* SPDX-License-Identifier: MIT
 * host PLUGIN PLUGIN: a C program that is not linked with the C++ library. It loads two plugins
 * (plugin.cpp). The second plugin must catch the exception that the first throws. tests/docs/dynamic_host_test.cpp runs it. */
#include <dlfcn.h>
#include <stdio.h>

int main(int argc, char **argv)
{
	if (argc != 3) return 2;
	void *one = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL), *other = dlopen(argv[2], RTLD_NOW | RTLD_LOCAL);
	if (!one || !other) return printf("%s\n", dlerror()), 1;
	void (*throws)(const char *) = (void (*)(const char *))dlsym(one, "plugin_throw");
	int (*catches)(void (*)(const char *)) = (int (*)(void (*)(const char *)))dlsym(other, "plugin_catches");
	if (!throws || !catches || !catches(throws)) return 1;
	puts("caught");
	return 0;
}
