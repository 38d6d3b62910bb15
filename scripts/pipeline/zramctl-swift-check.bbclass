# For a kernel recipe: `inherit zramctl-swift-check`, with profile.yaml in SRC_URI. zramctl-swift is on the build machine, and
# conf/local.conf has `HOSTTOOLS += "zramctl-swift"`: tasks see no other programs of that machine.
# The build stops before it compiles a kernel that cannot do what the profile asks, and leaves beside the report a fragment
# with the missing options, to be taken into the layer.

# Where SRC_URI is unpacked: WORKDIR itself up to Yocto 5.0.
ZRAMCTL_SWIFT_UNPACKED = "${@d.getVar('UNPACKDIR') or d.getVar('WORKDIR')}"

do_zramctl_swift_check() {
    profile="${ZRAMCTL_SWIFT_UNPACKED}/profile.yaml"
    status=0
    zramctl-swift check "$profile" --config "${B}/.config" --output "${WORKDIR}/kernel-check.txt" || status=$?
    if [ "$status" -ne 0 ]; then
        cat "${WORKDIR}/kernel-check.txt" || true
    fi
    case "$status" in
    0) ;;
    2)
        zramctl-swift check "$profile" --config "${B}/.config" --fragment --output "${WORKDIR}/zramctl-swift.cfg" || true
        bbfatal "the kernel lacks what profile.yaml needs; zramctl-swift.cfg has the missing lines"
        ;;
    *) bbfatal "the kernel could not be checked (status $status)" ;;
    esac
}
addtask zramctl_swift_check after do_kernel_configcheck before do_compile
