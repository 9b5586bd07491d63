// SPDX-License-Identifier: MIT
// libthread_db for programs that use nacre. gdb loads this library to find thread-local variables; gdb
// finds the threads without it. The library has only the functions that gdb calls for running programs.
// It reads the program through functions of gdb (ps_...). It runs in gdb's process, which uses the
// host's libc, but calls no function of that libc. The library has no state: an agent (td_thragent_t) is
// gdb's handle of the process, and a thread handle contains the kernel's thread ID.
#include <stddef.h>
#include <stdint.h>

extern "C" {  // these headers have no extern "C"
#include <proc_service.h>
#include <thread_db.h>
}

#include "debugger_offsets.h"

namespace {

// Symbols that only musl has: __libc in static programs, and __dls3 in the dynamic loader.
constexpr const char* kNames[] = {"__libc", "__dls3", nullptr};

#if defined __x86_64__
constexpr int kThreadPointer = 25;  // the register FS in <sys/reg.h>
#elif defined __aarch64__
constexpr int kThreadPointer = 0;  // gdb subtracts this from the thread pointer
#else
#error "libthread_db does not support this architecture; define kThreadPointer"
#endif

ps_prochandle* process_of(const td_thrhandle_t* thread) {
  return reinterpret_cast<ps_prochandle*>(thread->th_ta_p);
}
lwpid_t id_of(const td_thrhandle_t* thread) {
  return static_cast<lwpid_t>(reinterpret_cast<intptr_t>(thread->th_unique));
}

char* plus(psaddr_t address, long distance) { return static_cast<char*>(address) + distance; }

// Stores the thread pointer, or null if the thread has not set it yet. Returns false on failure.
bool thread_pointer(const td_thrhandle_t* thread, psaddr_t* pointer) {
  *pointer = nullptr;
  return ps_get_thread_area(process_of(thread), id_of(thread), kThreadPointer, pointer) == PS_OK;
}

bool read_word(const td_thrhandle_t* thread, psaddr_t address, uintptr_t* word) {
  return ps_pdread(process_of(thread), address, word, sizeof *word) == PS_OK;
}

}  // namespace

#define PUBLIC extern "C" __attribute__((visibility("default")))

PUBLIC td_err_e td_init() { return TD_OK; }

// gdbserver calls this function before td_ta_new, and looks up the symbols in the program.
PUBLIC const char** td_symbol_list() { return const_cast<const char**>(kNames); }

PUBLIC td_err_e td_ta_new(ps_prochandle* process, td_thragent_t** agent) {
  for (const char* const* name = kNames; *name; name++) {
    psaddr_t address;
    if (ps_pglobal_lookup(process, nullptr, *name, &address) != PS_OK) continue;
    *agent = reinterpret_cast<td_thragent_t*>(process);
    return TD_OK;
  }
  return TD_NOLIBTHREAD;
}

PUBLIC td_err_e td_ta_delete(td_thragent_t*) { return TD_OK; }

PUBLIC td_err_e td_ta_map_lwp2thr(const td_thragent_t* agent, lwpid_t id, td_thrhandle_t* thread) {
  thread->th_ta_p = const_cast<td_thragent_t*>(agent);
  thread->th_unique = reinterpret_cast<psaddr_t>(static_cast<intptr_t>(id));
  return TD_OK;
}

PUBLIC td_err_e td_thr_validate(const td_thrhandle_t*) { return TD_OK; }

// ti_tid is 0 if the thread has not set up its thread pointer yet. gdb then calls this function again
// later.
PUBLIC td_err_e td_thr_get_info(const td_thrhandle_t* thread, td_thrinfo_t* info) {
  psaddr_t pointer;
  if (!thread_pointer(thread, &pointer)) return TD_ERR;
  *info = td_thrinfo_t{};
  info->ti_ta_p = thread->th_ta_p;
  info->ti_tid = pointer ? reinterpret_cast<thread_t>(plus(pointer, NACRE_OFFSET_THREAD)) : 0;
  info->ti_lid = id_of(thread);
  info->ti_state = TD_THR_ACTIVE;
  info->ti_type = TD_THR_USER;
  return TD_OK;
}

// Finds the thread's TLS block of a module. The program is module 1 if it has thread-local variables.
PUBLIC td_err_e td_thr_tlsbase(const td_thrhandle_t* thread, unsigned long module, psaddr_t* base) {
  psaddr_t pointer;
  uintptr_t vector, modules, block;
  if (!thread_pointer(thread, &pointer)) return TD_ERR;
  if (!pointer) return TD_TLSDEFER;
  if (!read_word(thread, plus(pointer, NACRE_OFFSET_DTV), &vector)) return TD_ERR;
  if (!vector) return TD_TLSDEFER;
  const auto entries = reinterpret_cast<uintptr_t*>(vector);
  if (!read_word(thread, entries, &modules)) return TD_ERR;
  if (module < 1 || module > modules) return TD_NOTLS;
  if (!read_word(thread, entries + module, &block)) return TD_ERR;
  *base = reinterpret_cast<psaddr_t>(block - NACRE_DTV_BIAS);
  return TD_OK;
}

// Finds a thread-local variable. `library` is the address of the link_map of its library.
PUBLIC td_err_e td_thr_tls_get_addr(const td_thrhandle_t* thread, psaddr_t library, size_t offset,
                                    psaddr_t* address) {
  uintptr_t module;
  if (!read_word(thread, plus(library, NACRE_OFFSET_TLS_MODULE), &module)) return TD_ERR;
  td_err_e result = td_thr_tlsbase(thread, module, address);
  if (result == TD_OK) *address = plus(*address, static_cast<long>(offset));
  return result;
}
