import Bayline
import BaylineFormats
import BaylineWording

/// Offers as the API has them.
struct APIOffers {
  let app: DeskApp
  let language: Language

  func json(_ list: OfferList) -> JSONValue { .null }
}

/// Previews as the API has them.
struct APIPreviews {
  let app: DeskApp
  let language: Language

  func json(_ preview: Preview) -> JSONValue { .null }
}
