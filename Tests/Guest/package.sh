# shellcheck shell=dash
# A Debian system with systemd as its first process, on which the package /tests/package.deb is installed, used, upgraded
# to itself, removed, installed again and purged.
#
# usage: package.sh systemd good
# shellcheck source=Tests/Guest/lib.sh
. /tests/lib.sh

# What is on the root file system, but for the logs, dpkg's own notes and what systemd notes of enabled units.
files() { find / -xdev \( -path /var/log -o -path /var/lib/dpkg -o -path /var/lib/systemd -o -path /var/cache -o -path /tests -o -path /tmp \) -prune -o -print | sort; }

# A package without dependencies on libraries needs no other one; init-system-helpers is there, and no dpkg knows of it.
files >/tests/before-files
expect_status 'it installs' 0 dpkg --install --force-depends /tests/package.deb
expect_equal 'no package script complains' "$(echo "$output" | grep -iE 'error|warning|not found' | grep -v pre-dependency)" ''
expect_status 'it runs' 0 zramctl-swift --version
expect_equal 'its unit is enabled' "$(systemctl is-enabled zramctl-swift)" enabled
expect_status 'for SysV too' 0 test -e /etc/rcS.d/S01zramctl-swift
expect_status 'its manual is there' 0 test -e /usr/share/man/man8/zramctl-swift.8.gz
expect_equal 'it has started nothing' "$(active_swaps)" 0
expect_status 'without a profile it starts nothing' 0 systemctl start zramctl-swift
expect_equal 'and no swap is active' "$(active_swaps)" 0

cp /tests/profile.yaml $profile
expect_status 'with a profile it starts' 0 systemctl start zramctl-swift
expect_equal 'zram0 is swap' "$(swap_row /dev/zram0)" "partition $((48 * 1024 - 4)) 100"
expect_status 'an upgrade' 0 dpkg --install --force-depends /tests/package.deb
expect_equal 'leaves the swap' "$(swap_row /dev/zram0)" "partition $((48 * 1024 - 4)) 100"
expect_equal 'and the unit active' "$(systemctl is-active zramctl-swift)" active

expect_status 'it is removed' 0 dpkg --remove zramctl-swift
expect_equal 'which takes the swap down' "$(active_swaps)" 0
expect_status 'and leaves the profile' 0 test -e $profile
expect_status 'it is installed again' 0 dpkg --install --force-depends /tests/package.deb
expect_equal 'its unit is enabled again' "$(systemctl is-enabled zramctl-swift)" enabled
expect_status 'and starts' 0 systemctl start zramctl-swift
expect_equal 'zram0 is swap again' "$(swap_row /dev/zram0)" "partition $((48 * 1024 - 4)) 100"
expect_status 'it is removed again' 0 dpkg --remove zramctl-swift
expect_status 'it is purged' 0 dpkg --purge zramctl-swift
files >/tests/after-files
expect_equal 'and nothing is left' "$(diff /tests/before-files /tests/after-files)" ''
systemctl reboot
