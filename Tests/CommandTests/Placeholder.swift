import Bayline
