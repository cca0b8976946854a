"""One measured piece of work, its own process: `python -m bench.child TASK DATA OTHER` prints a JSON line."""

import importlib
import json
import sys
from pathlib import Path

# Loaded one at a time, so that no task pays for another's imports.
TASKS = {
    "take": "bench.by_engine:take",
    "engine": "bench.by_engine:last_night",
    "by_value": "bench.by_engine:last_night_by_value",
    "sql": "bench.by_hand:last_night",
    "publish": "bench.serving:publish_newest",
    "today": "bench.serving:today_page",
}

if __name__ == "__main__":
    task, data, other = sys.argv[1:]
    module, name = TASKS[task].split(":")
    print(json.dumps(getattr(importlib.import_module(module), name)(Path(data), Path(other))))
