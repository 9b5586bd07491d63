/* SPDX-License-Identifier: MIT */
/* Adds isfdtype and constants, which musl's header lacks. Can be used together with <linux/uio.h>. */
#ifndef _NACRE_SYS_SOCKET_H
#define _NACRE_SYS_SOCKET_H

/* Keep musl's header from defining struct iovec, which <linux/uio.h> defines too. The end of this file
 * defines it for a program that includes this header itself. If another libc header includes this file
 * after <bits/hold.h>, the structure is left out. */
#ifndef __DEFINED_struct_iovec
#define __DEFINED_struct_iovec
#include_next <sys/socket.h>
#undef __DEFINED_struct_iovec
#undef __NEED_struct_iovec
#else
#include_next <sys/socket.h>
#endif

#define SO_NETNS_COOKIE    71
#define SO_BUF_LOCK        72
#define SO_RESERVE_MEM     73
#define SO_TXREHASH        74
#define SO_RCVMARK         75
#define SO_PASSPIDFD       76
#define SO_PEERPIDFD       77
#define SO_DEVMEM_LINEAR   78
#define SO_DEVMEM_DMABUF   79
#define SO_DEVMEM_DONTNEED 80
#define SO_RCVPRIORITY     82
#define SO_PASSRIGHTS      83
#define SO_INQ             84
#define SO_RIGHTS_NOTRUNC  85

#define SCM_DEVMEM_LINEAR SO_DEVMEM_LINEAR
#define SCM_DEVMEM_DMABUF SO_DEVMEM_DMABUF
#define SCM_TS_OPT_ID     81
#define SCM_INQ           SO_INQ

#define SOCK_SNDBUF_LOCK       1
#define SOCK_RCVBUF_LOCK       2
#define SOCK_BUF_LOCK_MASK     3
#define SOCK_TXREHASH_DEFAULT  255
#define SOCK_TXREHASH_DISABLED 0
#define SOCK_TXREHASH_ENABLED  1

#if defined(_GNU_SOURCE) || defined(_BSD_SOURCE)
#ifdef __cplusplus
extern "C" {
#endif

int isfdtype(int, int);

#ifdef __cplusplus
}
#endif
#endif

#endif

#ifndef __NACRE_HOLD
#define __NEED_struct_iovec
#include <bits/alltypes.h>
#endif
