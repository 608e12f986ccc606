#pragma once

#include <string>
#include <string_view>

namespace niangjia {

// What is wrong with a person's name in the form of normalise_person_name, as a sentence; empty when it may stand on a
// document: letters of any script that identity documents bear, with · - ' . and spaces between them. Figures, emoji and
// marks are slips of the hand.
std::string person_name_fault(std::string_view normalised);

}  // namespace niangjia
