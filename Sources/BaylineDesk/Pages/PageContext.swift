import Bayline
import BaylineStore
import BaylineWording

/// What every page is made from.
struct PageContext: Sendable {
  let book: Book
  let now: CivilTime
  let account: Account
  let language: Language
  /// Repeated by forms and scripts that change something.
  let csrf: String
  var theme = Theme.system

  var words: Glossary { Glossary(language) }
  var site: Site { book.site }
}
