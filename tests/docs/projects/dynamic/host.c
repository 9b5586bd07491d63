/* SPDX-License-Identifier: MIT
 * host PLUGIN PLUGIN: a program without C++ that loads two plugins. The second plugin must catch the
 * exception that the first throws. */
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
