# For a kernel recipe: `inherit zramctl-swift-check`, with profile.yaml in SRC_URI and zramctl-swift on the build machine.
# The build stops before it compiles a kernel that cannot do what the profile asks, and leaves beside the report a fragment
# with the missing options, to be taken into the layer.
do_zramctl_swift_check() {
    status=0
    zramctl-swift check "${WORKDIR}/profile.yaml" --config "${B}/.config" --output "${WORKDIR}/kernel-check.txt" || status=$?
    if [ "$status" -ne 0 ]; then
        zramctl-swift check "${WORKDIR}/profile.yaml" --config "${B}/.config" --fragment \
            --output "${WORKDIR}/zramctl-swift.cfg" || true
        cat "${WORKDIR}/kernel-check.txt"
        bbfatal "the kernel lacks what profile.yaml needs; zramctl-swift.cfg has the missing lines"
    fi
}
addtask zramctl_swift_check after do_kernel_configcheck before do_compile
