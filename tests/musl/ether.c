/* SPDX-License-Identifier: MIT */
// Tests the functions for Ethernet addresses.
#define _GNU_SOURCE
#include "cases.h"
#include <netinet/ether.h>

static const struct ether_addr example = {{0, 0xc0, 0xf0, 0x46, 5, 0x97}};

static int lines_of_file(void)
{
	struct ether_addr address;
	char name[100];
	EXPECT(ether_line("0:c0:f0:46:5:97 \t host.test\t# comment\n", &address, name) == 0);
	EXPECT(!memcmp(&address, &example, sizeof address) && !strcmp(name, "host.test"));
	EXPECT(ether_line("00:C0:F0:46:05:97 a#b", &address, name) == 0 && !strcmp(name, "a"));
	EXPECT(ether_line("0:c0:f0:46 host", &address, name) == -1 && ether_line("0:c0:f0:46:5:97  \n", &address, name) == -1);
	EXPECT(ether_line("0:c0:f0:46:5:97", &address, name) == -1 && ether_line("0:c0:f0:46:5:97 # host", &address, name) == -1);
	return 0;
}

static int invalid(void)
{
	EXPECT(!ether_aton(":::::"));
	EXPECT(!ether_aton("1:2:3:4:5:"));
	EXPECT(!ether_aton("1:2:3: 4:5:6") && !ether_aton("1:2:3:+4:5:6"));
	return 0;
}

static int notation(void)
{
	char text[18];
	EXPECT(!strcmp(ether_ntoa(&example), "0:c0:f0:46:5:97"));
	EXPECT(ether_ntoa_r(&example, text) == text && !strcmp(text, "0:c0:f0:46:5:97"));
	return 0;
}

static int ordinary(void)
{
	struct ether_addr address;
	EXPECT(ether_aton_r("00:c0:F0:46:5:97", &address) == &address && !memcmp(&address, &example, sizeof address));
	EXPECT(ether_aton(ether_ntoa(&example)) && !memcmp(ether_aton(ether_ntoa(&example)), &example, sizeof address));
	EXPECT(!ether_aton("1:2:3:4:5") && !ether_aton("1:2:3:4:5:6:7") && !ether_aton("1:2:3:4:5:100"));
	return 0;
}

CASES({"lines", "ether_line reads an address and a name", lines_of_file},
      {"invalid", "ether_aton rejects signs, spaces and missing numbers", invalid},
      {"notation", "ether_ntoa omits leading zeros and prints lower-case letters, as in glibc", notation},
      {"ordinary", "ether_aton reads what ether_ntoa writes", ordinary})
