#pragma once
#include <httplib.h>

#include "tools/esia-emulator/world.h"

namespace pochin::emulator {

// GET /aas/oauth2/v2/ac, /login, POST /login, /consent, GET /idp/ext/Logout; GET /aas/oauth2/ac by the profile
void add_login_routes(httplib::Server& server, World& world);

// POST /aas/oauth2/v3/te; /aas/oauth2/te by the profile
void add_token_route(httplib::Server& server, World& world);

// GET /rs/prns/{oid}…, /rs/orgs/{oid}, /public/certs
void add_rest_routes(httplib::Server& server, World& world);

// Faults, clock, people, certificates and journal, on a port of its own.
void add_control_routes(httplib::Server& server, World& world, const std::string& token);

void note(World& world, const std::string& what, const std::string& outcome);

}  // namespace pochin::emulator
