// `import Bayline` brings the domain values, their files, planning, the studies and the verifier along.
@_exported public import BaylineFormats
@_exported public import BaylineModel
@_exported public import BaylinePlanning
@_exported public import BaylineStudies
@_exported public import BaylineVerifier
