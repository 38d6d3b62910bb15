// KernelCheck
