import Kernel
import Profiles
import Text

/// A cgroup and the memory limits that it should have.
package struct CgroupEntry: Equatable, Sendable {
    /// Relative to the root of the hierarchy, without a leading slash: `app`, `system.slice/app.service`.
    package var path: Located<String>
    /// Only these are managed; in the order of the file.
    package var limits: [CgroupLimit]

    package init(path: Located<String>, limits: [CgroupLimit]) {
        self.path = path
        self.limits = limits
    }
}

/// One limit of a cgroup.
package struct CgroupLimit: Equatable, Sendable {
    /// The value in the profile.
    package enum Value: Equatable, Sendable {
        case max
        case size(SizeExpression)
        /// For memory.oom.group.
        case flag(Bool)
    }

    package var attribute: Located<CgroupAttribute>
    package var value: Located<Value>

    package init(attribute: Located<CgroupAttribute>, value: Located<Value>) {
        self.attribute = attribute
        self.value = value
    }

    /// Whether its value is that of a new cgroup.
    package var asksForDefault: Bool {
        switch (value.value, attribute.value.defaultValue) {
        case (.max, .max), (.flag(false), .flag(false)): true
        case (.size(.number(let bytes)), .bytes(0)): bytes == 0
        default: false
        }
    }
}
