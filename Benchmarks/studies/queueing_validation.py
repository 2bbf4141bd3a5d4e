#!/usr/bin/env bash
# Textbook queues: how many of 400 intervals of the waiting time cover the formula, for M/M/1, M/M/3, M/D/1 and M/G/1.
# Usage: Benchmarks/scripts/queues.sh [runs]
set -euo pipefail
cd "$(dirname "$0")/../.."
BAYLINE_QUEUE_RUNS=${1:-400} swift test -c release -Xswiftc -enable-testing --filter QueueTests --scratch-path .build-queues
