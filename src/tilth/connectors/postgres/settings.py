"""The embedded server's configuration: sized by the machine, made for one large load a night."""

import os

_MIB = 1024 * 1024


def render() -> str:
    """Return the text of `tilth.conf`: durable; a table that is loaded where it was made skips the log."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // _MIB
    values = {
        "shared_buffers": f"{_clamp(memory // 16, 128, 1024)}MB",
        "effective_cache_size": f"{max(memory // 2, 256)}MB",
        "maintenance_work_mem": f"{_clamp(memory // 48, 64, 512)}MB",
        "work_mem": "16MB",
        "wal_level": "minimal",
        "max_wal_senders": "0",
        "max_wal_size": "4GB",
        "checkpoint_timeout": "15min",
        "max_connections": "60",
        "random_page_cost": "1.1",
        "jit": "off",
        "log_min_messages": "warning",
        # statements and details hold what people wrote: a failed one is logged without them
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
    }
    return "".join(f"{name} = '{value}'\n" for name, value in values.items())


def _clamp(value: int, low: int, high: int) -> int:
    return min(max(value, low), high)
