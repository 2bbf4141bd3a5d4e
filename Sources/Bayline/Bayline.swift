// `import Bayline` brings the domain values, their files, the verifier and the words along.
@_exported public import BaylineForecast
@_exported public import BaylineFormats
@_exported public import BaylineGenerator
@_exported public import BaylineModel
@_exported public import BaylineOutreach
@_exported public import BaylineReports
@_exported public import BaylineSimulation
@_exported public import BaylineStatistics
@_exported public import BaylineVerifier

/// The program's version, as `about` and `--version` say it.
public let baylineVersion = "0.1.0"
