#!/bin/busybox sh
# shellcheck shell=dash
echo zstd >/sys/block/zram0/comp_algorithm
echo 128M >/sys/block/zram0/disksize
mkswap /dev/zram0 >/dev/null
swapon /dev/zram0
