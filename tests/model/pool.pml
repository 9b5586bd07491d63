/* SPDX-License-Identifier: MIT
 * A model of how threads claim, use and release the states of vDSO getrandom, with signal handlers and forks
 * at any step: libc/random/{state_pool,lease,thread_state}. README.md in this folder says what is modeled, and
 * what is checked. libc/random/HAZARDS.md explains the terms, such as draw, state and a thread's word.
 *
 * One transition is one access to memory that others can see: to the pool, or to the thread's own word, which
 * its signal handlers see. The name after each AT() is a step. The comment above a group of steps names the
 * function that they model. */

/* The size of the system. tests/stress/model.sh sets these. */
#ifndef THREADS
#define THREADS 2 /* live threads; the number of finished ones is not bounded */
#endif
#ifndef DEPTH
#define DEPTH 2 /* a thread's own code and the handlers nested in it */
#endif
#ifndef INTERRUPTED
#define INTERRUPTED THREADS /* how many threads are interrupted by handlers: all, or 1 */
#endif
#ifndef BLOCKS
#define BLOCKS 2 /* mappings with states */
#endif
#ifndef PER_BLOCK
#define PER_BLOCK 2 /* states in a block */
#endif
#ifndef MOST_PAGES
#define MOST_PAGES BLOCKS /* once this many blocks are mapped, each mmap fails with ENOMEM */
#endif
#define STATES (BLOCKS * PER_BLOCK)

/* What may happen: everything that is not set to 0. */
#ifndef FORKS
#define FORKS 1
#endif
#ifndef LEAVES
#define LEAVES 1 /* handlers that end the thread, or leave by siglongjmp */
#endif
#ifndef PREPARES
#define PREPARES 1 /* nacre_random_prepare */
#endif
#ifndef REFUSALS
#define REFUSALS 1 /* permanent errors of mmap; without them, mmap may still fail with ENOMEM */
#endif

#define NOBODY 0
#define ME (_pid + 1)  /* the thread's identity; a new thread reuses that of a finished one */
#define NIL BLOCKS     /* no block */
#define NONE STATES    /* no state */

/* A thread's word. */
#define W_NONE 0      /* no state */
#define W_RESERVED_WITHOUT_STATE 1 /* no state yet: the first draw claims one */
#define W_RESERVED(s) (2 + 2 * (s))
#define W_FREE(s) (3 + 2 * (s))
#define IS_FREE(w) ((w) >= 2 && ((w) & 1))
#define STATE_OF(w) (((w) - 2) / 2)

mtype = {
	/* events, printed in a trail */
	is_born, is_interrupted, returns, asks_for_bytes, prepares, exits, leaves_by_siglongjmp,
	forks_and_is_the_child, gets_no_memory, is_refused_memory,
	/* the step of a frame */
	absent, idle,
	draw_look, draw_reserve, draw_first, draw_again, draw_begin, draw_end, draw_back,
	claim_recent, claim_try, claim_replace, claim_next, claim_refused, claim_lock, claim_note, claim_withdraw,
	grow_map, grow_first, grow_second, grow_link, grow_recent, grow_unlock,
	room_count, room_lock, room_recount,
	exit_unlock, exit_take, exit_erase, exit_free, exit_recent, exit_all, exit_erase_one, exit_free_one,
	exit_end
};

/* The pool: StatePool's members. */
byte owner[STATES];
bool first_published;  /* first_.pages */
byte next[BLOCKS] = NIL;
byte recent = NIL;     /* the block in which a search begins */
byte growing = NOBODY; /* the lock for mapping blocks: its holder */
bool refused;          /* mmap failed with a permanent error */
/* Droppable memory: true if a draw on the state began, and neither ended nor was erased. */
bool unfinished[STATES];
/* Each thread's word in its thread structure. */
byte word[THREADS];

/* A frame of a thread: its own code, or a handler on top of it. top[] is the frame that runs. */
typedef Frame {
	mtype pc = absent;       /* the next step */
	unsigned state : 4 = NONE;      /* found by a search, or used by a draw */
	unsigned block : 3;      /* being searched, or newly mapped */
	unsigned index : 3;      /* the place of the search in the block */
	unsigned second : 3;     /* the block before which map_further links its own */
	bool in_recent;  /* is the search in the recent block, where it begins? */
	bool locked;     /* between lock and unlock */
	bool for_room;   /* maps for make_room instead of a claim */
	bool mapped;     /* has pages that are not published yet */
	bool failed;     /* did map_more fail? */
	bool exiting;    /* in __nacre_thread_exit, with signals blocked */
	bool was_forked  /* between lock and unlock, in a fork child, which has released the lock */
};
Frame frames[THREADS * DEPTH];
byte top[THREADS];

/* Variables that the code does not have: for the properties, and to limit what Spin explores. */
byte holder[STATES];  /* the identity that got the state */
byte drawing[STATES]; /* the identity that draws on the state now */
bool taken[BLOCKS];   /* has the block been mapped? */
byte untaken = BLOCKS - 1; /* blocks that can still be mapped, without the first one */
byte pages;           /* number of mappings */
byte lost;            /* of these, the mappings of threads that left map_more; no thread knows them */
bool forked_in_map_more; /* was a thread in map_more at a fork? Then another may map at the same time. */
byte alive, peak;     /* live threads now, and the largest number of them */
byte own_step;         /* a thread whose next step is IS_OWN; this step is taken before all others */
bool left_locked[THREADS]; /* left map_more by siglongjmp (hazard longjmp-out-of-draw) */
byte i, j, n;         /* used within a step only */

#define F frames[_pid * DEPTH + top[_pid]]
#define BOTTOM frames[_pid * DEPTH]
/* Are all lower identities in use? Identity 0 is special if it is the only one that is interrupted. */
#define IS_FIRST_FREE \
	((_pid < 1 || INTERRUPTED == 1 || frames[0].pc != absent) && (_pid < 2 || frames[DEPTH].pc != absent))
#define SAY(step) printf("thread %d, frame %d: %e\n", _pid, top[_pid], step)
/* WHEN or AT begins a transition, and DONE ends it. */
#define WHEN(condition, step) d_step { (own_step == NOBODY || own_step == ME) && condition -> SAY(step)
#define AT(step) WHEN(F.pc == step, step)
/* Steps that access only the thread's own data: its word and its state. Their order relative to steps of other
 * threads makes no difference, so they are taken first. This also holds for a fork by another thread, which
 * erases everything that they wrote. Each cycle of steps passes through idle, which is not such a step. So
 * a thread cannot exclude the others forever. */
#define IS_OWN(step) ((step) == draw_look || (step) == draw_reserve || (step) == draw_first || \
	(step) == draw_again || (step) == draw_back || (step) == claim_note || (step) == claim_withdraw || \
	(step) == draw_begin || (step) == draw_end || (step) == exit_take || (step) == exit_erase || \
	(step) == exit_all || (step) == exit_erase_one || (step) == exit_unlock && growing != ME || \
	(step) == claim_refused && !REFUSALS)
#define DONE i = 0; j = 0; n = 0; own_step = (IS_OWN(F.pc) -> ME : NOBODY) }

inline forget(frame) {
	frame.state = NONE; frame.block = 0; frame.index = 0; frame.second = 0; frame.in_recent = false;
	frame.locked = false; frame.for_room = false; frame.mapped = false; frame.failed = false;
	frame.exiting = false; frame.was_forked = false
}
inline finish() { forget(F); F.pc = idle }

/* Removes frame `n` of thread `t`: its draw never ends, and its unpublished pages are lost. */
inline abandon(t, n) {
	if
	:: frames[(t) * DEPTH + n].mapped -> lost++
	:: else
	fi;
	if
	:: frames[(t) * DEPTH + n].pc == draw_end -> drawing[frames[(t) * DEPTH + n].state] = NOBODY
	:: else
	fi;
	forget(frames[(t) * DEPTH + n]);
	frames[(t) * DEPTH + n].pc = absent
}

/* Move a search for a free state to its next block, or to its next place in the block. */
inline search_next_block() {
	F.index = 0;
	if
	:: F.in_recent -> F.in_recent = false; F.block = 0; F.pc = claim_try
	:: else -> F.pc = claim_next
	fi
}
inline search_on() {
	F.index++;
	F.pc = claim_try;
	if
	:: F.index == PER_BLOCK -> search_next_block()
	:: else
	fi
}

/* Asserts that the holder of the lock is inside the locked region, has left it by siglongjmp, or is exiting. So
 * no finished thread holds the lock. */
inline assert_lock_is_held() {
	n = left_locked[growing - 1] || frames[(growing - 1) * DEPTH].exiting;
	for (i : 0 .. DEPTH - 1) { n = n || frames[(growing - 1) * DEPTH + i].locked }
	assert(n);
}
/* Asserts that no other thread maps pages. A thread that was mapping pages when it forked does not count,
 * because the fork released the lock in the child. */
inline assert_alone() {
	for (i : 0 .. THREADS * DEPTH - 1) {
		assert(!frames[i].locked || frames[i].was_forked || i == _pid * DEPTH + top[_pid])
	};
}

inline count_free() {
	n = 0; i = (first_published -> 0 : NIL);
	do
	:: i == NIL -> break
	:: else ->
		for (j : 0 .. PER_BLOCK - 1) { n = n + (owner[i * PER_BLOCK + j] == NOBODY) }
		i = next[i]
	od;
}

/* Asserts that a walk from the first block along next[] reaches `block`. */
inline assert_is_linked(block) {
	i = 0;
	do
	:: i == block || i == NIL -> break
	:: else -> i = next[i]
	od;
	assert(i == block && first_published)
}

inline find_own_state() {
	F.state = 0;
	do
	:: F.state == NONE || owner[F.state] == ME -> break
	:: else -> F.state++
	od
}

active [THREADS] proctype Thread()
{
end:	do
	/* A thread is created, by a live thread or as the first one. It reuses the identity of a finished thread.
	 * Free identities are equivalent if handlers may interrupt all of them or none, so the lowest is taken. */
	:: WHEN((alive > 0 || peak == 0) && BOTTOM.pc == absent && IS_FIRST_FREE, is_born);
		BOTTOM.pc = idle;
		alive++;
		if
		:: alive > peak -> peak = alive
		:: else
		fi; DONE

	/* A signal handler begins, at any step except those of an exit. It may take any of the actions below. */
	:: WHEN(_pid < INTERRUPTED && top[_pid] < DEPTH - 1 && F.pc != idle && F.pc != absent && !F.exiting, is_interrupted);
		top[_pid]++;
		F.pc = idle; DONE
	:: WHEN(F.pc == idle && top[_pid] > 0, returns);
		F.pc = absent;
		top[_pid]--; DONE

	/* The actions of a thread or a handler. */
	:: WHEN(F.pc == idle, asks_for_bytes); F.pc = draw_look; DONE
#if PREPARES
	/* Not in a handler: nacre_random_prepare is AS-Unsafe. */
	:: WHEN(F.pc == idle && top[_pid] == 0, prepares); F.pc = room_count; F.for_room = true; DONE
#endif
	/* A thread ends: between its calls, or at any step, by pthread_exit in a handler. */
	:: WHEN(F.pc == idle && (top[_pid] == 0 || LEAVES), exits);
		for (n : 0 .. DEPTH - 1) { abandon(_pid, n) }
		top[_pid] = 0;
		BOTTOM.exiting = true;
		BOTTOM.pc = exit_unlock; DONE
#if LEAVES
	/* siglongjmp out of the handler and the interrupted code. */
	:: WHEN(F.pc == idle && top[_pid] > 0, leaves_by_siglongjmp);
		F.pc = absent;
		top[_pid]--;
		if
		:: F.locked -> left_locked[_pid] = true
		:: else
		fi;
		n = top[_pid];
		abandon(_pid, n);
		F.pc = idle; DONE
#endif
#if FORKS
	/* A fork. The model continues as the child. The parent continues as if it had not forked, because the two
	 * share no memory. Spin explores that too. In the child the kernel has zeroed droppable memory, other
	 * threads do not exist, and keep_only runs with all signals blocked. So the fork is one step. */
	:: WHEN(F.pc == idle, forks_and_is_the_child);
		for (n : 0 .. DEPTH - 1) {
			if
			:: frames[_pid * DEPTH + n].locked && !frames[_pid * DEPTH + n].was_forked ->
				frames[_pid * DEPTH + n].was_forked = true;
				forked_in_map_more = true
			:: else
			fi
		}
		for (i : 0 .. THREADS - 1) {
			if
			:: i != _pid ->
				for (n : 0 .. DEPTH - 1) { abandon(i, n) }
				top[i] = 0; word[i] = W_NONE; left_locked[i] = false
			:: else
			fi
		}
		alive = 1;
		for (i : 0 .. STATES - 1) {
			unfinished[i] = false;
			if
			:: holder[i] != ME -> holder[i] = NOBODY
			:: else
			fi;
			if
			:: drawing[i] != ME -> drawing[i] = NOBODY
			:: else
			fi;
			/* keep_only */
			if
			:: owner[i] != ME -> owner[i] = NOBODY
			:: else
			fi
		}
		growing = NOBODY;
		left_locked[_pid] = false; DONE
#endif

	/* draw, draw_any: Lease::reserve, Lease::reserve_or_claim */
	:: AT(draw_look);
		if
		:: IS_FREE(word[_pid]) -> F.state = STATE_OF(word[_pid]); F.pc = draw_reserve
		:: word[_pid] == W_NONE -> F.pc = draw_first
		:: else -> finish()
		fi; DONE
	:: AT(draw_reserve); word[_pid] = W_RESERVED(F.state); F.pc = draw_begin; DONE
	/* ThreadState::reserve_without_state */
	:: AT(draw_first);
		if
		:: word[_pid] == W_NONE -> word[_pid] = W_RESERVED_WITHOUT_STATE; F.pc = claim_recent
		:: else -> F.pc = draw_again
		fi; DONE
	:: AT(draw_again);
		if
		:: IS_FREE(word[_pid]) -> F.state = STATE_OF(word[_pid]); F.pc = draw_reserve
		:: else -> finish()
		fi; DONE
	/* draw_on, or expand_on, which draws once on the state and then uses the key behind it */
	:: AT(draw_begin);
		assert(drawing[F.state] == NOBODY);  /* no other draw uses the state */
		assert(holder[F.state] == ME);       /* the state is this thread's */
		drawing[F.state] = ME; unfinished[F.state] = true; F.pc = draw_end; DONE
	:: AT(draw_end); drawing[F.state] = NOBODY; unfinished[F.state] = false; F.pc = draw_back; DONE
	/* ~Lease */
	:: AT(draw_back); word[_pid] = W_FREE(F.state); finish(); DONE

	/* StatePool::search */
	:: AT(claim_recent);
		F.index = 0;
		F.in_recent = (recent != NIL);
		F.block = (recent != NIL -> recent : 0);
		F.pc = claim_try; DONE
	:: AT(claim_try);
		if
		:: F.block == 0 && !first_published -> search_next_block()
		:: else ->
			if
			:: owner[F.block * PER_BLOCK + F.index] == NOBODY -> F.pc = claim_replace
			:: else -> search_on()
			fi
		fi; DONE
	:: AT(claim_replace);
		F.state = F.block * PER_BLOCK + F.index;
		if
		:: owner[F.state] == NOBODY ->
			assert(holder[F.state] == NOBODY); /* no two threads have one state */
			assert(!unfinished[F.state]);      /* the state of an unfinished draw is zeros */
			owner[F.state] = ME; holder[F.state] = ME;
			F.pc = (F.locked -> grow_unlock : claim_note)
		:: else -> F.state = NONE; search_on()
		fi; DONE
	:: AT(claim_next);
		F.block = next[F.block];
		if
		:: F.block != NIL -> F.pc = claim_try
		:: else -> F.block = 0; F.pc = (F.locked -> grow_map : claim_refused)
		fi; DONE
	/* StatePool::claim, after a search without result */
	:: AT(claim_refused);
		if
		:: refused -> finish()
		:: else -> F.pc = claim_lock
		fi; DONE
	:: AT(claim_lock);
		if
		:: growing == NOBODY ->
			growing = ME; F.locked = true; F.pc = claim_recent;
			assert_alone()
		:: else ->
			assert_lock_is_held();
			F.pc = claim_withdraw
		fi; DONE
	/* Lease::reserve_or_claim, with the outcome of the claim */
	:: AT(claim_withdraw); word[_pid] = W_NONE; finish(); DONE
	:: AT(claim_note); word[_pid] = W_RESERVED(F.state); F.pc = draw_begin; DONE

	/* StatePool::map_more. No other thread knows its pages before they are published, so accesses to them are not
	 * modeled as steps. For the same reason, the two mmaps of map_further are one step. */
	:: WHEN(F.pc == grow_map && pages < MOST_PAGES && (!first_published || untaken != 0), grow_map);
		if
		:: !first_published -> F.block = 0; F.pc = grow_first
		:: else ->
			F.block = 1;
			do
			:: taken[F.block] -> F.block++
			:: else -> break
			od;
			taken[F.block] = true; untaken--; F.pc = grow_second
		fi;
		F.mapped = true;
		pages++;
		/* Memory is bounded by the largest number of live threads and the request of make_room. */
		assert(forked_in_map_more || (pages - lost - 1) * PER_BLOCK < peak + PREPARES); DONE
	:: WHEN(F.pc == grow_map, gets_no_memory); F.failed = true; F.pc = grow_unlock; DONE
#if REFUSALS
	:: WHEN(F.pc == grow_map, is_refused_memory); refused = true; F.failed = true; F.pc = grow_unlock; DONE
#endif
	/* StatePool::map_first */
	:: AT(grow_first);
		F.mapped = false;
		pages = (first_published -> pages - 1 : pages);
		first_published = true;
		F.pc = grow_unlock; DONE
	/* StatePool::map_further */
	:: AT(grow_second); F.second = next[0]; F.pc = grow_link; DONE
	:: AT(grow_link);
		if
		:: next[0] == F.second ->
			next[F.block] = F.second; next[0] = F.block; F.mapped = false; F.pc = grow_recent
		:: else -> F.pc = grow_second
		fi; DONE
	:: AT(grow_recent); recent = F.block; F.pc = grow_unlock; DONE
	/* StatePool::claim and make_room, continued */
	:: AT(grow_unlock);
		growing = (growing == ME -> NOBODY : growing);
		F.locked = false; F.was_forked = false; F.block = 0; F.second = 0;
		if
		:: F.state != NONE -> F.pc = claim_note
		:: F.state == NONE && F.failed -> finish()
		:: F.state == NONE && !F.failed -> F.pc = (F.for_room -> room_count : claim_recent)
		fi; DONE

	/* StatePool::make_room for one state. It counts before and after it takes the lock. A count is one step;
	 * README.md says why. */
	:: AT(room_count);
		count_free();
		if
		:: n > 0 -> finish()
		:: else -> F.pc = room_lock
		fi; DONE
	:: AT(room_lock);
		if
		:: growing == NOBODY ->
			growing = ME; F.locked = true; F.pc = room_recount;
			assert_alone()
		:: else ->
			assert_lock_is_held();
			finish()
		fi; DONE

	:: AT(room_recount);
		count_free();
		F.pc = (n > 0 -> grow_unlock : grow_map); DONE

	/* __nacre_thread_exit, with signals blocked; take_thread_state */
	:: AT(exit_unlock); growing = (growing == ME -> NOBODY : growing); F.pc = exit_take; DONE
	:: AT(exit_take);
		if
		:: word[_pid] == W_NONE -> F.pc = exit_end
		:: word[_pid] == W_RESERVED_WITHOUT_STATE -> F.pc = exit_all
		:: else ->
			F.state = STATE_OF(word[_pid]);
			F.pc = (IS_FREE(word[_pid]) -> exit_free : exit_erase)
		fi;
		word[_pid] = W_NONE; DONE
	/* StatePool::release, which walks the blocks from the first one */
	:: AT(exit_erase); unfinished[F.state] = false; F.pc = exit_free; DONE
	:: AT(exit_free);
		assert_is_linked(F.state / PER_BLOCK);
		owner[F.state] = NOBODY; holder[F.state] = NOBODY; F.pc = exit_recent; DONE
	:: AT(exit_recent); recent = F.state / PER_BLOCK; F.pc = exit_end; DONE
	/* StatePool::release_all_of. Its search is not modeled as a step, because no other thread stores this identity. */
	:: AT(exit_all);
		find_own_state();
		F.pc = (F.state == NONE -> exit_end : exit_erase_one); DONE
	:: AT(exit_erase_one); unfinished[F.state] = false; F.pc = exit_free_one; DONE
	:: AT(exit_free_one);
		owner[F.state] = NOBODY; holder[F.state] = NOBODY;
		find_own_state();
		F.pc = (F.state == NONE -> exit_end : exit_erase_one); DONE
	:: AT(exit_end);
		assert(growing != ME); /* a finished thread does not hold the lock */
		for (i : 0 .. STATES - 1) { assert(owner[i] != ME && holder[i] != ME) } /* and has no state */;
		left_locked[_pid] = false;
		forget(F);
		F.pc = absent;
		alive--;
		/* If no thread is left, everything is free. */
		for (i : 0 .. STATES - 1) { assert(alive > 0 || owner[i] == NOBODY) };
		assert(alive > 0 || growing == NOBODY); DONE
	od
}
