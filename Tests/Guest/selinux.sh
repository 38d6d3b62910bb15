# shellcheck shell=dash
# A kernel with SELinux: booted with lsm=selinux, first without a policy, then with the least one (Tests/Guest/selinux.cil,
# compiled to /tests/policy), which enforces nothing. A swap file must have the type swapfile_t where files have labels.
# shellcheck source=Tests/Guest/lib.sh
. /tests/lib.sh
mkdir -p /sys/fs/selinux
expect_status 'SELinux is in this kernel' 0 mount -t selinuxfs selinuxfs /sys/fs/selinux
expect_equal 'and enforces nothing' "$(cat /sys/fs/selinux/enforce)" 0
printf 'version: 1\nswap_files:\n  /var/swap: { size: 8M, priority: 10 }\n' >"$profile"

# label FILE: its label, without the byte that ends it.
label() { getfattr --absolute-names --only-values -n security.selinux "$1" 2>/dev/null | tr -d '\000'; }

expect_status 'without a policy a swap file is created' 0 zramctl-swift apply
expect_equal 'and active' "$(swap_row /var/swap)" "file $((8 * 1024 - page_kib)) 10"
expect_equal 'without a label' "$(label /var/swap)" ''
expect_status 'and taken down' 0 zramctl-swift off

expect_status 'a policy is loaded' 0 dd if=/tests/policy of=/sys/fs/selinux/load bs=64k
: >/var/plain
expect_equal 'a new file has a label' "$(label /var/plain)" base_u:object_r:base_t:s0
expect_status 'a swap file is created' 0 zramctl-swift apply
expect_equal 'and active' "$(swap_row /var/swap)" "file $((8 * 1024 - page_kib)) 10"
expect_equal 'with the type of swap files, and the rest of its label' "$(label /var/swap)" base_u:object_r:swapfile_t:s0
expect_status 'a second plan is empty' 0 zramctl-swift plan --detailed-exitcode
sed -i 's/8M/12M/' "$profile"
expect_status 'another size replaces it' 0 zramctl-swift apply
expect_equal 'by one with the same label' "$(label /var/swap)" base_u:object_r:swapfile_t:s0
expect_status 'and taken down' 0 zramctl-swift off
