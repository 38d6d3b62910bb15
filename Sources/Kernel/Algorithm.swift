import Text

/// A compression algorithm of zram with its parameters, as a profile writes it: `zstd(level=3)`.
///
/// Source: Documentation/admin-guide/blockdev/zram.rst, comp_algorithm and algorithm_params.
package struct Algorithm: Equatable, Sendable {
    /// One key and value for `algorithm_params`.
    package struct Parameter: Equatable, Sendable {
        package var key: String
        package var value: String

        package init(key: String, value: String) {
            self.key = key
            self.value = value
        }
    }

    /// The kernel's name: `lzo`, `lzo-rle`, `lz4`, `lz4hc`, `zstd`, `deflate`, `842`.
    package var name: String
    /// In the order in which the profile names them.
    package var parameters: [Parameter]

    package init(name: String, parameters: [Parameter] = []) {
        self.name = name
        self.parameters = parameters
    }

    /// `algo=zstd level=3`, as algorithm_params takes it; without parameters it brings the kernel's own back
    /// (drivers/block/zram/zram_drv.c, algorithm_params_store).
    package var parameterLine: String {
        var line = "algo=" + name
        for parameter in parameters { line.add(" ", parameter.key, "=", parameter.value) }
        return line
    }

    /// `zstd(level=3)`, or the bare name.
    package var text: String {
        guard !parameters.isEmpty else { return name }
        var text = name + "("
        for (index, parameter) in parameters.enumerated() {
            if index > 0 { text += ", " }
            text += parameter.key + "=" + parameter.value
        }
        return text + ")"
    }
}
