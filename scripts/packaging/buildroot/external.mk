include $(sort $(wildcard $(BR2_EXTERNAL_ZRAMCTL_SWIFT_PATH)/package/*/*.mk))
