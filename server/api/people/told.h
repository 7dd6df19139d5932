// What the provider of a login hands over and what the portal keeps of it, in sentences for people, made of the scopes
// that the configuration asks for (152-ФЗ, статья 18: before it is collected, a person knows what is).
#pragma once
#include <string>

#include "server/ops/config.h"

namespace pochin::server {

// «Госуслуги передадут порталу фамилию, имя и отчество, дату рождения и адреса. …»: all of it, and what for.
std::string told_at_login(const Config& config);
// «Портал знает ваше имя, дату рождения, муниципалитет, заявки и действия. …»
std::string known_of_people(const Config& config);

}  // namespace pochin::server
