#!/bin/dash
zramctl --size 128M --algorithm zstd /dev/zram0
mkswap /dev/zram0 >/dev/null
swapon --priority 100 /dev/zram0
