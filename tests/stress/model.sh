# SPDX-License-Identifier: MIT
# Checks tests/model/pool.pml, a model of the pool of getrandom states, in every interleaving of its steps. Each injected
# fault must be found. Spin stores the complete states of the search, because hashed states could hide an error.
. "$SRCDIR/tests/scripts/lib"
model=$SRCDIR/tests/model

if ! spin=$("$SRCDIR/build-aux/program" spin "$BUILD/tests/spin" spin 2>fetching); then
    skip "the pool's model" "$(tail -n 2 fetching | tr '\n' ' ')"
    finish
    exit
fi
cc=$(setting CC)

# search FILE CONFIGURATION FLAG...: builds and runs the exhaustive search of the model in FILE. CONFIGURATION is the size of
# the system, as flags for the preprocessor, which pool.pml explains.
search() {
    file=$1 configuration=$2
    shift 2
    rm -f ./*.trail
    : >found
    # shellcheck disable=SC2086 # split into words
    $spin -a $configuration "$file" >generating 2>&1 && $cc -O1 -w -DSAFETY -DNOREDUCE "$@" -o pan pan.c || {
        cat generating
        return 1
    }
    timeout 900 ./pan -m10000000 -w25 >found 2>&1
}
# Prints the size of the search.
figures() {
    awk '/states, stored/ { states = $1 } /errors:/ { depth = $6 + 0; errors = $8 } /memory usage$/ { memory = $1 } /elapsed time/ { time = $4 }
        END { printf "%d states, %d steps deep, errors: %s; %d MB, %d s", states, depth, errors, memory, time }' found
}

# holds CONFIGURATION...: the search must be complete and find no error.
holds() {
    configuration=$*
    if search "$model/pool.pml" "$configuration" && grep -q 'errors: 0' found && ! grep -qiE 'search not completed|too small|out of memory' found; then
        echo "ok the properties hold with$(echo " $configuration" | sed 's/ -D/ /g'): $(figures)"
    else
        echo "not ok the properties hold with$(echo " $configuration" | sed 's/ -D/ /g'): $(figures)"
        grep '^pan:' found | head -n 3 | sed 's/^/    /'
        # shellcheck disable=SC2086
        [ ! -f pool.pml.trail ] || $spin -T -t $configuration "$model/pool.pml" | grep -E '^ *thread |^spin: text' | sed 's/^/    /'
    fi
}

# is_found FILE: the sed script FILE injects a fault into the model. The breadth-first search must find the error.
is_found() {
    name=$(basename "$1" .sed)
    sed -f "$1" "$model/pool.pml" >pool.pml
    if cmp -s pool.pml "$model/pool.pml"; then
        echo "not ok $name: the line to change is not in the model"
        return
    fi
    configuration=$(sed -n 's/^# configuration: //p' "$1")
    finds=$(sed -n 's/^# finds: //p' "$1")
    search pool.pml "$configuration" -DBFS
    # `where` is the name of the Promela inline that contains the failed assertion, and the text of its line.
    # shellcheck disable=SC2086
    failed=$([ ! -f pool.pml.trail ] || $spin -T -t $configuration pool.pml | sed -n 's/^spin: pool.pml:\([0-9]*\), Error: assertion violated/\1/p' | head -n 1)
    where=$(awk -v line="${failed:-0}" '/^inline/ { name = $2 } /^}/ { name = "" } NR == line { print name, $0 }' pool.pml)
    case $where in
    *"$finds"*) echo "ok the fault \"$name\" is found after $(sed -n 's/.*depth reached \([0-9]*\).*/\1/p' found) steps" ;;
    *)
        echo "not ok the fault \"$name\" is not found: $(figures)"
        grep '^pan:' found | head -n 3 | sed 's/^/    /'
        ;;
    esac
}

# In this order: three threads without handlers (twice), a handler in one of three threads, two threads with handlers (twice),
# and handlers that interrupt handlers.
holds -DTHREADS=3 -DDEPTH=1 -DPER_BLOCK=2 -DPREPARES=0
holds -DTHREADS=3 -DDEPTH=1 -DPER_BLOCK=1 -DBLOCKS=3 -DREFUSALS=0
holds -DTHREADS=3 -DDEPTH=2 -DPER_BLOCK=1 -DPREPARES=0 -DREFUSALS=0 -DINTERRUPTED=1
holds -DTHREADS=2 -DDEPTH=2 -DPER_BLOCK=1
holds -DTHREADS=2 -DDEPTH=2 -DPER_BLOCK=2 -DREFUSALS=0
holds -DTHREADS=2 -DDEPTH=3 -DPER_BLOCK=1 -DPREPARES=0 -DREFUSALS=0
for fault in "$model"/faults/*.sed; do is_found "$fault"; done
finish
