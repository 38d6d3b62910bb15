#!/bin/dash
/usr/lib/systemd/system-generators/zram-generator --setup-device zram0
swapon --priority 100 /dev/zram0
