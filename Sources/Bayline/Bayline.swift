// `import Bayline` shows the domain values, their files, planning, studies and the verifier; of the mathematics, only the
// estimates that results contain.
@_exported public import BaylineFormats
@_exported public import struct BaylineMath.BootstrapMean
@_exported public import struct BaylineMath.MeanInterval
@_exported public import struct BaylineMath.SampleStatistics
@_exported public import struct BaylineMath.StratifiedMean
@_exported public import BaylineModel
@_exported public import BaylinePlanning
@_exported public import BaylineStudies
@_exported public import BaylineVerifier
