#pragma once
// The form of an application, made from its row alone: 《工会法人资格登记申请表》 and its sisters for a change, a renewal and a
// cancellation (DOMAIN appendix E, no. 5).

#include "modules/registrations/registrations.h"
#include "paper/paper.h"

namespace niangjia::registrations {

std::string form_title(Kind kind);
// `phone`: of the handler, whole; the form goes to the registrar.
paper::Form form_of(const Registration& r, const std::string& phone);

}  // namespace niangjia::registrations
