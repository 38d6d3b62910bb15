SUMMARY = "Swap, zram and memory limits from one profile"
DESCRIPTION = "Sets up zram devices, swap files, swap partitions and cgroup memory limits as a YAML profile says. \
One static program; this recipe installs what scripts/build of the project has built."
SECTION = "base"
# The program's own, and of the C library and libblkid, libyaml and zlib, which are linked in.
LICENSE = "Apache-2.0 & BSD-2-Clause & LGPL-2.1-or-later & MIT & Zlib"
LIC_FILES_CHKSUM = " \
    file://LICENSE;md5=3b83ef96387f14655fc854ddc3c6bd57 \
    file://scripts/packaging/debian/copyright;md5=5f9dae4ed0dd759d947c8d856015ebb9 \
"

# The top of the project, in which scripts/build leaves the program.
FILESEXTRAPATHS:prepend := "${THISDIR}/../../../../..:"

# The names of scripts/build.
ZRAMCTL_SWIFT_ARCH = "${@'armv7' if d.getVar('TARGET_ARCH') == 'arm' else d.getVar('TARGET_ARCH')}"

# "-boot" for the program of scripts/build --boot, without the command check.
ZRAMCTL_SWIFT_BUILD ?= ""

# What becomes /etc/zramctl-swift/profile.yaml: one of profiles, or a file of a layer of yours that is in FILESEXTRAPATHS.
ZRAMCTL_SWIFT_PROFILE ?= "profiles/board-512m.yaml"

SRC_URI = " \
    file://LICENSE \
    file://scripts/packaging/debian/copyright \
    file://.build/dist/${ZRAMCTL_SWIFT_ARCH}${ZRAMCTL_SWIFT_BUILD}/zramctl-swift \
    file://${ZRAMCTL_SWIFT_PROFILE} \
    file://scripts/init/sysv/zramctl-swift \
    file://scripts/init/systemd/zramctl-swift.service \
"

# Up to scarthgap there is no UNPACKDIR.
S = "${@d.getVar('UNPACKDIR') or d.getVar('WORKDIR')}"

inherit systemd update-rc.d

# mountall is 03 in rcS.d; at shutdown the services go first.
INITSCRIPT_NAME = "zramctl-swift"
INITSCRIPT_PARAMS = "start 05 S . stop 90 0 1 6 ."
SYSTEMD_SERVICE:${PN} = "zramctl-swift.service"

# Of 32-bit ARM what the overrides of the tunes call so, with hard floating point; older cores lack the instructions.
COMPATIBLE_HOST = "(x86_64|aarch64|riscv64${ZRAMCTL_SWIFT_ARM})-.*linux"
ZRAMCTL_SWIFT_HARD_FLOAT = "${@bb.utils.contains('TUNE_FEATURES', 'callconvention-hard', '|arm', '', d)}"
ZRAMCTL_SWIFT_ARM = ""
ZRAMCTL_SWIFT_ARM:armv7a = "${ZRAMCTL_SWIFT_HARD_FLOAT}"
ZRAMCTL_SWIFT_ARM:armv7ve = "${ZRAMCTL_SWIFT_HARD_FLOAT}"
ZRAMCTL_SWIFT_ARM:armv8a = "${ZRAMCTL_SWIFT_HARD_FLOAT}"

# The program is built already, static and stripped: no compiler is needed for it.
INHIBIT_DEFAULT_DEPS = "1"
INSANE_SKIP:${PN} = "already-stripped ldflags"
INHIBIT_PACKAGE_STRIP = "1"
INHIBIT_PACKAGE_DEBUG_SPLIT = "1"

do_configure[noexec] = "1"
do_compile[noexec] = "1"

# Of the two init files, the classes keep the one that the distribution's features ask for.
do_install() {
    install -D -m 0755 ${S}/.build/dist/${ZRAMCTL_SWIFT_ARCH}${ZRAMCTL_SWIFT_BUILD}/zramctl-swift ${D}${sbindir}/zramctl-swift
    install -D -m 0644 ${S}/${ZRAMCTL_SWIFT_PROFILE} ${D}${sysconfdir}/zramctl-swift/profile.yaml
    install -D -m 0755 ${S}/scripts/init/sysv/zramctl-swift ${D}${sysconfdir}/init.d/zramctl-swift
    install -D -m 0644 ${S}/scripts/init/systemd/zramctl-swift.service \
        ${D}${systemd_system_unitdir}/zramctl-swift.service
}

CONFFILES:${PN} = "${sysconfdir}/zramctl-swift/profile.yaml"
RRECOMMENDS:${PN} = "kernel-module-zram"
