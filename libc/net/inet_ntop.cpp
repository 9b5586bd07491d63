// SPDX-License-Identifier: MIT
// inet_ntop. An IPv6 address has the form of RFC 5952: the longest sequence of at least two groups of
// zeros is replaced by "::", and the first one of equally long sequences.
#include <arpa/inet.h>
#include <errno.h>
#include <string.h>

#include "support/export.hpp"

namespace nacre::net {
namespace {

constexpr int kGroups = 8;

char* put_decimal(char* to, unsigned byte) {
  if (byte >= 100) *to++ = static_cast<char>('0' + byte / 100);
  if (byte >= 10) *to++ = static_cast<char>('0' + byte / 10 % 10);
  *to++ = static_cast<char>('0' + byte % 10);
  return to;
}

char hex_digit(unsigned digit) { return static_cast<char>(digit < 10 ? '0' + digit : 'a' + digit - 10); }

char* put_hex(char* to, unsigned group) {
  if (group >= 0x1000) *to++ = hex_digit(group >> 12);
  if (group >= 0x100) *to++ = hex_digit(group >> 8 & 15);
  if (group >= 0x10) *to++ = hex_digit(group >> 4 & 15);
  *to++ = hex_digit(group & 15);
  return to;
}

// These functions write an address without a terminator, and return the end of the text.
char* put_ipv4(char* to, const unsigned char* bytes) {
  for (int i = 0; i < 4; ++i) {
    if (i > 0) *to++ = '.';
    to = put_decimal(to, bytes[i]);
  }
  return to;
}

char* put_ipv6(char* to, const unsigned char* bytes) {
  static constexpr unsigned char kMappedPrefix[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  if (memcmp(bytes, kMappedPrefix, sizeof kMappedPrefix) == 0) {
    static constexpr char kText[] = {':', ':', 'f', 'f', 'f', 'f', ':'};
    memcpy(to, kText, sizeof kText);
    return put_ipv4(to + sizeof kText, bytes + sizeof kMappedPrefix);
  }
  unsigned groups[kGroups];
  int zeros = -1, most = 1;
  for (int i = 0, length = 0; i < kGroups; ++i) {
    groups[i] = static_cast<unsigned>(bytes[0] << 8 | bytes[1]);
    bytes += 2;
    length = groups[i] == 0 ? length + 1 : 0;
    if (length > most) {
      most = length;
      zeros = i + 1 - length;
    }
  }
  for (int i = 0; i < kGroups;) {
    if (i == zeros) {
      *to++ = ':';
      *to++ = ':';
      i += most;
      continue;
    }
    if (i > 0 && to[-1] != ':') *to++ = ':';
    to = put_hex(to, groups[i++]);
  }
  return to;
}

}  // namespace
}  // namespace nacre::net

NACRE_PUBLIC const char* inet_ntop(int family, const void* __restrict address, char* __restrict text,
                                   socklen_t size) {
  using namespace nacre::net;
  const auto bytes = static_cast<const unsigned char*>(address);
  char buffer[INET6_ADDRSTRLEN];
  // A buffer for the longest address needs no copy.
  char* const begin = size >= sizeof buffer ? text : buffer;
  char* end;
  if (family == AF_INET)
    end = put_ipv4(begin, bytes);
  else if (family == AF_INET6)
    end = put_ipv6(begin, bytes);
  else
    return errno = EAFNOSUPPORT, nullptr;
  *end++ = 0;
  if (begin == text) return text;
  const auto length = static_cast<size_t>(end - begin);
  if (length > size) return errno = ENOSPC, nullptr;
  memcpy(text, buffer, length);
  return text;
}
