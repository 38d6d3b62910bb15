################################################################################
#
# zramctl-swift
#
################################################################################

ZRAMCTL_SWIFT_VERSION = 0.2.0-dev
ZRAMCTL_SWIFT_TOP = $(BR2_EXTERNAL_ZRAMCTL_SWIFT_PATH)/../../..
ZRAMCTL_SWIFT_SITE = $(ZRAMCTL_SWIFT_TOP)/.build/dist/$(ZRAMCTL_SWIFT_ARCH)$(ZRAMCTL_SWIFT_BUILD)
ZRAMCTL_SWIFT_SITE_METHOD = local
# It is linked already.
ZRAMCTL_SWIFT_ADD_TOOLCHAIN_DEPENDENCY = NO
ZRAMCTL_SWIFT_LICENSE = Apache-2.0, LGPL-2.1+ (libblkid), BSD-2-Clause (libblkid), MIT (C library, libyaml), Zlib (zlib)
ZRAMCTL_SWIFT_LICENSE_FILES = LICENSE copyright

# The names of scripts/build.
ifeq ($(BR2_arm),y)
ZRAMCTL_SWIFT_ARCH = armv7
else
ZRAMCTL_SWIFT_ARCH = $(ARCH)
endif

# The whole program, or the build for boot.
ifeq ($(BR2_PACKAGE_ZRAMCTL_SWIFT_BOOT),y)
ZRAMCTL_SWIFT_BUILD = -boot
else
ZRAMCTL_SWIFT_BUILD =
endif

ZRAMCTL_SWIFT_INIT = $(ZRAMCTL_SWIFT_TOP)/scripts/init
ZRAMCTL_SWIFT_PROFILE = $(call qstrip,$(BR2_PACKAGE_ZRAMCTL_SWIFT_PROFILE))

ifneq ($(ZRAMCTL_SWIFT_PROFILE),)
define ZRAMCTL_SWIFT_INSTALL_PROFILE
	$(INSTALL) -D -m 0644 $(ZRAMCTL_SWIFT_PROFILE) \
		$(TARGET_DIR)/etc/zramctl-swift/profile.yaml
endef
endif

define ZRAMCTL_SWIFT_INSTALL_TARGET_CMDS
	$(INSTALL) -D -m 0755 $(@D)/zramctl-swift \
		$(TARGET_DIR)/usr/sbin/zramctl-swift
	$(ZRAMCTL_SWIFT_INSTALL_PROFILE)
endef

define ZRAMCTL_SWIFT_INSTALL_INIT_SYSV
	$(INSTALL) -D -m 0755 $(ZRAMCTL_SWIFT_INIT)/busybox/S02zram \
		$(TARGET_DIR)/etc/init.d/S02zram
endef

define ZRAMCTL_SWIFT_INSTALL_INIT_OPENRC
	$(INSTALL) -D -m 0755 $(ZRAMCTL_SWIFT_INIT)/openrc/zramctl-swift \
		$(TARGET_DIR)/etc/init.d/zramctl-swift
	$(INSTALL) -D -m 0644 $(ZRAMCTL_SWIFT_INIT)/openrc/zramctl-swift.confd \
		$(TARGET_DIR)/etc/conf.d/zramctl-swift
	mkdir -p $(TARGET_DIR)/etc/runlevels/boot
	ln -sf /etc/init.d/zramctl-swift \
		$(TARGET_DIR)/etc/runlevels/boot/zramctl-swift
endef

# Buildroot enables it with the other units, by systemctl preset-all.
define ZRAMCTL_SWIFT_INSTALL_INIT_SYSTEMD
	$(INSTALL) -D -m 0644 $(ZRAMCTL_SWIFT_INIT)/systemd/zramctl-swift.service \
		$(TARGET_DIR)/usr/lib/systemd/system/zramctl-swift.service
endef

$(eval $(generic-package))
