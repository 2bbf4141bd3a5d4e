#!/usr/bin/env bash
# Random insertions and removals at length: every delta against a full evaluation, the end against the verifier.
#
#   random_walk.sh [MOVES [PROFILE,PROFILE,...]]
#
# MOVES (1,000,000 by default) are made on each profile, a third of them by each of three seeds. On the profiles made for
# scale (large, week, month, huge) the sum of 64 deltas is compared, on the others each. The release build is used, in
# a folder of its own; the debug build, which also checks every insertion against all rules, does some thousand moves in every
# `swift test`.
set -euo pipefail
cd "$(dirname "$0")/../.."
export BAYLINE_RANDOM_WALK_MOVES=${1:-1000000}
export BAYLINE_RANDOM_WALK_PROFILES=${2:-}
swift test -c release -Xswiftc -enable-testing --scratch-path .build-random-walk \
  --filter RandomWalkTests.everyDelta --no-parallel
