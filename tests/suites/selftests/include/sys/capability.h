/* SPDX-License-Identifier: MIT */
/* The functions of libcap that the selftests call, so that they can be built without this library. */
#pragma once

#include <errno.h>
#include <linux/capability.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

typedef struct {
  struct __user_cap_data_struct words[_LINUX_CAPABILITY_U32S_3];
} * cap_t;
typedef int cap_value_t;
typedef enum { CAP_EFFECTIVE, CAP_PERMITTED, CAP_INHERITABLE } cap_flag_t;
typedef enum { CAP_CLEAR, CAP_SET } cap_flag_value_t;

static inline cap_t cap_init(void) { return (cap_t)calloc(1, sizeof(*(cap_t)0)); }

static inline int cap_free(void* caps) {
  free(caps);
  return 0;
}

static inline int cap_clear(cap_t caps) {
  for (int i = 0; i < _LINUX_CAPABILITY_U32S_3; i++) caps->words[i] = (struct __user_cap_data_struct){0, 0, 0};
  return 0;
}

static inline __u32* nacre_cap_word(cap_t caps, cap_flag_t flag, cap_value_t value) {
  struct __user_cap_data_struct* word = &caps->words[CAP_TO_INDEX(value)];
  return flag == CAP_EFFECTIVE ? &word->effective : flag == CAP_PERMITTED ? &word->permitted : &word->inheritable;
}

static inline int cap_clear_flag(cap_t caps, cap_flag_t flag) {
  for (int i = 0; i < _LINUX_CAPABILITY_U32S_3; i++) *nacre_cap_word(caps, flag, 32 * i) = 0;
  return 0;
}

static inline int cap_set_flag(cap_t caps, cap_flag_t flag, int count, const cap_value_t* values, cap_flag_value_t set) {
  for (int i = 0; i < count; i++) {
    __u32* word = nacre_cap_word(caps, flag, values[i]);
    *word = set ? *word | CAP_TO_MASK(values[i]) : *word & ~CAP_TO_MASK(values[i]);
  }
  return 0;
}

static inline int cap_get_flag(cap_t caps, cap_value_t value, cap_flag_t flag, cap_flag_value_t* set) {
  *set = *nacre_cap_word(caps, flag, value) & CAP_TO_MASK(value) ? CAP_SET : CAP_CLEAR;
  return 0;
}

static inline cap_t cap_get_proc(void) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  cap_t caps = cap_init();
  if (caps && syscall(SYS_capget, &header, caps->words)) {
    free(caps);
    caps = NULL;
  }
  return caps;
}

static inline int cap_set_proc(cap_t caps) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  return (int)syscall(SYS_capset, &header, caps->words);
}

static inline int cap_get_ambient(cap_value_t value) { return prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, value, 0, 0); }

static inline int cap_set_ambient(cap_value_t value, cap_flag_value_t set) {
  return prctl(PR_CAP_AMBIENT, set ? PR_CAP_AMBIENT_RAISE : PR_CAP_AMBIENT_LOWER, value, 0, 0);
}

static inline unsigned cap_get_secbits(void) { return (unsigned)prctl(PR_GET_SECUREBITS, 0, 0, 0, 0); }
static inline int cap_set_secbits(unsigned bits) { return prctl(PR_SET_SECUREBITS, bits, 0, 0, 0); }
