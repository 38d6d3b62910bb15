import System

/// Everything that a run of the program gets from outside.
package struct Invocation {
    /// A stream to write to.
    package struct Stream {
        package var isTerminal: Bool
        /// Whether it is the console, where the kernel shows its log too.
        package var isConsole: Bool
        package var write: ([UInt8]) throws(SystemError) -> Void

        package init(
            isTerminal: Bool, isConsole: Bool = false, write: @escaping ([UInt8]) throws(SystemError) -> Void
        ) {
            self.isTerminal = isTerminal
            self.isConsole = isConsole
            self.write = write
        }
    }

    /// Without the program's name.
    package var arguments: [String]
    /// Looks up a variable.
    package var environment: (String) -> String?
    package var output: Stream
    package var errors: Stream
    /// Reads standard input, at most so many bytes.
    package var readInput: (Int) throws(SystemError) -> [UInt8]
    /// Writes a line to the machine's log.
    package var log: (SystemLog.Line, SystemLog.Place) -> SystemLog.Place?
    package var effectiveUser: UInt32
    /// What root may do here.
    package var rights: () -> Rights
    /// Where the machine's own state is; `--root` overrides it.
    package var root: Root
    /// Where the machine's lock and records are; nil where there is no machine.
    package var places: RuntimePlaces?
    /// From now on signals that ask for an end are noted.
    package var noteSignals: () -> Void
    /// The signal that was noted; nil for none.
    package var stopSignal: () -> Int32?
    /// A clock that nobody sets, in milliseconds.
    package var clock: () -> Int64

    package init(
        arguments: [String], environment: @escaping (String) -> String?, output: Stream, errors: Stream,
        readInput: @escaping (Int) throws(SystemError) -> [UInt8], effectiveUser: UInt32,
        rights: @escaping () -> Rights = { .full }, root: Root = Root(),
        log: @escaping (SystemLog.Line, SystemLog.Place) -> SystemLog.Place? = { _, _ in nil },
        places: RuntimePlaces? = nil,
        noteSignals: @escaping () -> Void = {}, stopSignal: @escaping () -> Int32? = { nil },
        clock: @escaping () -> Int64 = { 0 }
    ) {
        self.arguments = arguments
        self.environment = environment
        self.output = output
        self.errors = errors
        self.readInput = readInput
        self.log = log
        self.effectiveUser = effectiveUser
        self.rights = rights
        self.root = root
        self.places = places
        self.noteSignals = noteSignals
        self.stopSignal = stopSignal
        self.clock = clock
    }

    /// The process's own.
    package static func process(arguments: [String]) -> Invocation {
        Invocation(
            arguments: arguments, environment: ProcessContext.environment,
            output: Stream(.output), errors: Stream(.error), readInput: StandardStreams.readInput,
            effectiveUser: ProcessContext.effectiveUser, rights: Rights.current, log: SystemLog.send,
            places: .standard,
            noteSignals: Signals.note, stopSignal: Signals.noted, clock: RetryDeadline.now)
    }
}

extension Invocation.Stream {
    fileprivate init(_ stream: StandardStream) {
        self.init(isTerminal: stream.isTerminal, isConsole: stream.isConsole, write: stream.write)
    }
}
