/// The files of a zram device below /sys/block/zramN, by their names.
///
/// Source: Documentation/admin-guide/blockdev/zram.rst.
package enum ZramAttribute: String, Sendable {
    case algorithm = "comp_algorithm"
    case algorithmParameters = "algorithm_params"
    case backingDevice = "backing_dev"
    case diskSize = "disksize"
    case initState = "initstate"
    case memoryLimit = "mem_limit"
    case reset = "reset"
    case statistics = "mm_stat"
}
