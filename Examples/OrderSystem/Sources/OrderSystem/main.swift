import Foundation

// Everything else is in functions, which tests can call.
exit(await OrderSystemCommand.run(Array(CommandLine.arguments.dropFirst())).rawValue)
