PRAGMA application_id = 1181904708;
BEGIN TRANSACTION;
CREATE TABLE absences (person TEXT PRIMARY KEY, since TEXT NOT NULL, words TEXT NOT NULL);
CREATE TABLE answered (
            person TEXT NOT NULL,
            key TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            stream TEXT NOT NULL,
            version INTEGER NOT NULL,
            status INTEGER NOT NULL,
            body BLOB NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (person, key)
        );
CREATE TABLE decided (
            referral TEXT NOT NULL,
            number INTEGER NOT NULL,
            at TEXT NOT NULL,
            policy TEXT NOT NULL,
            policy_id TEXT NOT NULL,
            name TEXT NOT NULL,
            role TEXT NOT NULL,
            first INTEGER NOT NULL,
            in_effect INTEGER NOT NULL,
            hours REAL NOT NULL,
            sender TEXT NOT NULL,
            route TEXT,
            recommended TEXT,
            lowered INTEGER NOT NULL,
            raised INTEGER NOT NULL,
            by_unknowns INTEGER NOT NULL,
            unknowns INTEGER NOT NULL,
            second_needed INTEGER NOT NULL,
            second_hours REAL,
            second_agrees INTEGER, closed_hours REAL,
            PRIMARY KEY (referral, number)
        );
INSERT INTO "decided" VALUES('20261123-HZQ6',19,'2026-11-23T10:00:02+00:00','hallamshire@1.0','hallamshire','A manager','manager',1,1,1.001,'worry','assessment','assessment',0,0,0,0,0,NULL,NULL,NULL);
CREATE TABLE events (
            id INTEGER PRIMARY KEY,
            stream TEXT NOT NULL,
            number INTEGER NOT NULL,
            kind TEXT NOT NULL,
            recorded_at TEXT NOT NULL,
            content TEXT,
            salt BLOB,
            digest BLOB NOT NULL,
            link BLOB NOT NULL,
            UNIQUE (stream, number)
        );
INSERT INTO "events" VALUES(1,'20261123-HZQ6',1,'referral_opened','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"policy":"hallamshire@1.0","received_at":"2026-11-23T09:00:00+00:00","practice":false,"reference":null}}',X'5D93F02FEE8E9048D2CCD9EB734F49DA',X'4BFF8973B493C25E3AC56FEDF80FDFFB2C8C831035F3364DCE33EF25D82FC3E0',X'B274E4D6757E67185E2F5603858E99EBFB3925DA4AE864C467FB12DAA6F98FAD');
INSERT INTO "events" VALUES(2,'20261123-HZQ6',2,'answered','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"about":"referral","question":"kind","answer":"worry","previous":null,"lowering":null,"second_view":null}}',X'99DE979EC9B69C06037FE30F0030992E',X'03823F4D6421638D66C6C9E48B22C83CC7B99E7A3EC84E15E8BBE6FA6D246045',X'B5A0D1425CE2BBAAD69EA5D8778E5B89338B0D83A00E12E455CCA0EBAF85025E');
INSERT INTO "events" VALUES(3,'20261123-HZQ6',3,'answered','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"about":"referral","question":"family_asks","answer":"no","previous":null,"lowering":null,"second_view":null}}',X'4197D5048B1BC7B7B4ABFC2E7FA24DCF',X'253CCC547BCED132972B89268A3CE6D369198CEDEE2E7F887D471D289371F492',X'2B9967694706DBEBE1FA579BDE2B3B4D49797773F4988BB1E3AF709E8566576F');
INSERT INTO "events" VALUES(4,'20261123-HZQ6',4,'answered','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"about":"referral","question":"told_parents","answer":"no","previous":null,"lowering":null,"second_view":null}}',X'B51A6D34018B16C9B71778350C9DEE5F',X'429B26FCF1A800909144BCEB9CE098A5E22D54720DF24D3B2726FF2AB8B7F2B3',X'A24C3F48D05AFD17EEEC8E1B1C85348DA54616A284DE74115141143EFA646DC6');
INSERT INTO "events" VALUES(5,'20261123-HZQ6',5,'answered','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"about":"referral","question":"other_adults","answer":"no","previous":null,"lowering":null,"second_view":null}}',X'0CF9F4578D3E5EE4378FC37499F99072',X'0E6A2CF31C17F0442E29670E2BEBE1A82F4B0143C3C2240971A6DC5B3532F856',X'64BA9EE128B243D0F4F7C9F5670F347D8088CC900C864E775E299D9092A27D05');
INSERT INTO "events" VALUES(6,'20261123-HZQ6',6,'child_added','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"ref":"child-1","initials":null,"born":null,"case_system_id":null}}',X'54F02773FC6700203A4007C39AFCFDA9',X'73497368ACF4FC32B83D333B228D953A951CACB931DD59433075A309B1CD900A',X'9E89E834C6E84AC816DB141078B1486046293A10FF00D511DF0AF495240373CD');
INSERT INTO "events" VALUES(7,'20261123-HZQ6',7,'answered','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"about":"child-1","question":"age","answer":"3 years","previous":null,"lowering":null,"second_view":null}}',X'F0A64386C5CE4EF2C32031A0657A10BA',X'3DFA91D9C80A2F35F695A96EAF6D8A4166EE9418C5088EF5C85265451D4471C7',X'E2C971A4DBDB0058F0B47FFEDE0BF105BBE74D4F31804C4FB570A29ED7547EE7');
INSERT INTO "events" VALUES(8,'20261123-HZQ6',8,'answered','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"about":"child-1","question":"bruise","answer":"yes","previous":null,"lowering":null,"second_view":null}}',X'54565C58305FA5B2F0C3C75DF3374212',X'27FCDF33E02818CDF148CE412E52115FC43259D67C1A85480C22CC6B3D8AADD1',X'4586EC722372AD4C85140EEA39B32E0C5CBA07F0F156D81F3F5F138D97FFC322');
INSERT INTO "events" VALUES(9,'20261123-HZQ6',9,'answered','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"about":"child-1","question":"hungry","answer":"no","previous":null,"lowering":null,"second_view":null}}',X'64801030915B32D8EB6A848F2B99F5B8',X'258F2286B99285718DF341B4D8CCC8BAF5084E8424EE6FBD5171CD8B63A7C4CC',X'474708661D28A233E4081E6E09C6CE7CB936A0116A8D5E2E14B383447A9C614B');
INSERT INTO "events" VALUES(10,'20261123-HZQ6',10,'answered','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"about":"child-1","question":"signs","answer":{"value":[],"nothing_else":true},"previous":null,"lowering":null,"second_view":null}}',X'7B1D593BC15FA55992A08AA489D96508',X'8D7C3F4F8FAC277BFECBFED353EF3B582DFC4E02F35E4B2A9F1F7F6306ABC6F9',X'91E56145690964EFA44A34BA99E30EDB230BB9400839DAB8B3038FF1C0A6A02D');
INSERT INTO "events" VALUES(11,'20261123-HZQ6',11,'adult_added','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"ref":"father","label":null}}',X'0EB4DF26D62F1F234D3059DE9E59E55C',X'18B21AEF41BBBE6B73EB06988BFB17207BD8A6B8834DB6CE5AE6958154EF65D0',X'6C659627EAC6ED2EB1815363490224E87552AD045B6E330F0A1CA0649C337A38');
INSERT INTO "events" VALUES(12,'20261123-HZQ6',12,'identity_pending','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"pending":[{"what":"reference","about":"referral","since":"2026-11-23T10:00:00+00:00","deadline":{"clock":"reference_found","what":"Reference found","within":"1 working day","starts":"2026-11-23T10:00:00+00:00","due":"2026-11-24T17:00:00+00:00","source":["our-judgement"]}},{"what":"search","about":"child-1","since":"2026-11-23T10:00:00+00:00","deadline":{"clock":"records_searched","what":"Records searched","within":"1 working day","starts":"2026-11-23T10:00:00+00:00","due":"2026-11-24T17:00:00+00:00","source":["our-judgement"]}},{"what":"case_system_id","about":"child-1","since":"2026-11-23T10:00:00+00:00","deadline":{"clock":"reference_found","what":"Reference found","within":"1 working day","starts":"2026-11-23T10:00:00+00:00","due":"2026-11-24T17:00:00+00:00","source":["our-judgement"]}},{"what":"search","about":"father","since":"2026-11-23T10:00:00+00:00","deadline":{"clock":"records_searched","what":"Records searched","within":"1 working day","starts":"2026-11-23T10:00:00+00:00","due":"2026-11-24T17:00:00+00:00","source":["our-judgement"]}}]}}',X'AEA5FDF81B9AB2762730B66F6535769C',X'693031A1F33B1DC87765C08EF54C66DCE075B58749B0B9D079D9174CCF8A375B',X'A053BA6AD314D8F8C188DA47508EC7C656D0A49D536357D1545F44FE0D48DD46');
INSERT INTO "events" VALUES(13,'20261123-HZQ6',13,'recommended','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"policy_sha256":"f9ea51b1408e8d8723977476d779569dd04b795898568c59f80ac9a0eaa5e031","route":"assessment","rag":"amber","route_order":2,"rag_order":1,"provisional":true}}',X'FB59303777ED4EB22E2E04E639F3D6CB',X'A67504630FBC949CB0E5B4DBD01FDE5C1C5E3760C03E428A95B3B1131745C308',X'CAC88573B28A37547B1283F23AB8F5523089B54EA50B232869BA657B81071753');
INSERT INTO "events" VALUES(14,'20261123-HZQ6',14,'milestone_issued','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"timing":"decision","body":{"timing":"decision","what":"It is decided","children":["child-1"],"met_by":"decided","recurring":false,"clocks":[{"timing":"decision","what":"It is decided","starts_on":"received","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"within":"1 working day","due":"2026-11-24T17:00:00+00:00","met_by":"decided","source":[{"id":"our-judgement","at":null}]}],"source":[{"id":"our-judgement","at":null}]}}}',X'17CD010C84E7C4C1EB623AABF6F25AEA',X'EC21964A53A821EA13B68B2FF99D1444A91878BAED49FBB3C72FA4CA59A07434',X'40F9B6DDA0696126429E2EE3C3CEDDEA0B40CE947ED145D12020541AA6737E4E');
INSERT INTO "events" VALUES(15,'20261123-HZQ6',15,'answered','2026-11-23T10:00:01+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"about":"father","question":"violent","answer":"yes","previous":null,"lowering":null,"second_view":null}}',X'36649E9D5AA5A70491A8D34C3A3E8286',X'6044DF8B45A6B2B61E21479E1B0C7D1F0E2FE446CAB0453659729EF8C51686F2',X'5D118D5F6E392BE595887200F8706758D82DE2235A0A9D9CD0BB740B23512C52');
INSERT INTO "events" VALUES(16,'20261123-HZQ6',16,'recommended','2026-11-23T10:00:01+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"policy_sha256":"f9ea51b1408e8d8723977476d779569dd04b795898568c59f80ac9a0eaa5e031","route":"assessment","rag":"red","route_order":2,"rag_order":2,"provisional":false}}',X'F958A526B5747176F45DD07D8984A4AE',X'F4B4FE7C5B83F06A6375DD7E6E7015D135DB4EB0901AD17EE3B94234B948ADD5',X'165335BE6BA7F390D91951C1FCA7A6AA2F59C1638542735BC72F6E88A77BFE50');
INSERT INTO "events" VALUES(17,'20261123-HZQ6',17,'milestone_issued','2026-11-23T10:00:01+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"timing":"visit","body":{"timing":"visit","what":"A social worker sees the child again","children":["child-1"],"met_by":"child_seen","recurring":true,"clocks":[{"timing":"visit","what":"A social worker sees the child again","starts_on":"child_seen","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":"received","within":"6 weeks","due":"2027-01-04T23:59:00+00:00","met_by":"child_seen","source":[{"id":"our-judgement","at":null}]}],"source":[{"id":"our-judgement","at":null}]}}}',X'5833441EC3E70E89C2E9D11213C98778',X'FF51A34EB821E5E9CA566E1C4812255484B2211AD4A0E045A96077BCB0D4888C',X'71BF5D9424FFE13932728D59F508094589D61903C7A7A9E047C71884A0493618');
INSERT INTO "events" VALUES(18,'20261123-HZQ6',18,'milestone_issued','2026-11-23T10:00:01+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"timing":"decision_red","body":{"timing":"decision_red","what":"A red one is decided","children":["child-1"],"met_by":"decided","recurring":false,"clocks":[{"timing":"decision_red","what":"A red one is decided","starts_on":"received","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"within":"4 office hours","due":"2026-11-23T13:00:00+00:00","met_by":"decided","source":[{"id":"our-judgement","at":null}]}],"source":[{"id":"our-judgement","at":null}]}}}',X'5D33424FE49FB69CE45FE6D3094B3680',X'631BF986FD8E526FC639AEEF955C2C26DC88FB52327A614A4221F0265BA0FC6D',X'861BF69F6FD42AD8FE6401C0845A528736204950F661BF656CDF57DE1621FD91');
INSERT INTO "events" VALUES(19,'20261123-HZQ6',19,'decided','2026-11-23T10:00:02+00:00','{"by":{"name":"A manager","role":"manager"},"happened_at":null,"fact":{"route":"assessment","rag":"red","route_order":2,"rag_order":2,"reasons":"The school and the aunt both saw it, and she is calm.","recommendation":{"policy":{"id":"hallamshire","version":"1.0","title":"Hallamshire: made up for tests of the record","sha256":"f9ea51b1408e8d8723977476d779569dd04b795898568c59f80ac9a0eaa5e031","status":"adopted","in_force":true},"route":"assessment","rag":"red","level_of_need":3,"start":null,"destination":"mash","not_a_referral":null,"provisional":false,"call_999":null,"floor":{"route":"assessment","rag":"red"},"ceiling":{"route":"assessment","rag":"red"},"says":[],"children":[{"ref":"child-1","route":"assessment","rag":"red","level_of_need":3,"start":null,"harm":[],"health_visiting_tier":null,"floor":{"route":"assessment","rag":"red"},"ceiling":{"route":"assessment","rag":"red"}}],"reasons":[{"rule":"violent-adult","child":"child-1","state":"applies","title":"A violent adult about","because":"Violence to anyone counts.","statutory":false,"gives":{"route":"assessment","rag":"red","contacts":["police"],"duties":["marac"]},"answers":[{"about":"father","question":"violent","answer":"yes","said_by":null}],"not_known":[],"source":[{"id":"our-judgement","at":null}]},{"rule":"bruised-child","child":"child-1","state":"applies","title":"A child with a bruise","because":"Somebody has to look at it.","statutory":false,"gives":{"route":"assessment","rag":"amber","contacts":["health_visitor"]},"answers":[{"about":"child-1","question":"bruise","answer":"yes","said_by":null}],"not_known":[],"source":[{"id":"our-judgement","at":null}]}],"required_contacts":[{"id":"parents","role":"The parents","agency":"family","unit":null,"children":["child-1"],"why":["They should hear it from us.","Assessment"],"tell":["What was said"],"ask":["What they say"],"record":["Their words"],"do_not_say":[],"safety":"","starts_on":"received","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"due":"2026-11-24T17:00:00+00:00","within":"1 working day","clocks":[{"timing":"told","what":"They have been told","starts_on":"received","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"within":"1 working day","due":"2026-11-24T17:00:00+00:00","met_by":null,"source":[{"id":"our-judgement","at":null}]}],"held_back":null,"source":[{"id":"our-judgement","at":null}]},{"id":"police","role":"The police","agency":"police","unit":null,"children":["child-1"],"why":["They hold what is known of violence.","A violent adult about"],"tell":["What was said"],"ask":["What is known"],"record":["The reference"],"do_not_say":[],"safety":"","starts_on":"received","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"due":"2026-11-24T17:00:00+00:00","within":"1 working day","clocks":[{"timing":"told","what":"They have been told","starts_on":"received","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"within":"1 working day","due":"2026-11-24T17:00:00+00:00","met_by":null,"source":[{"id":"our-judgement","at":null}]}],"held_back":null,"source":[{"id":"our-judgement","at":null}]},{"id":"health_visitor","role":"The named health visitor","agency":"health","unit":null,"children":["child-1"],"why":["They know the child.","A child with a bruise"],"tell":["What was said"],"ask":["When they saw the child"],"record":["Their name"],"do_not_say":[],"safety":"","starts_on":"passed_on","counted_from":"2026-11-23T09:00:00+00:00","stood_in":"received","due":"2026-11-25T17:00:00+00:00","within":"2 working days","clocks":[{"timing":"hv","what":"The health visitor has answered","starts_on":"passed_on","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":"received","within":"5 working days","due":"2026-11-30T17:00:00+00:00","met_by":null,"source":[{"id":"our-judgement","at":null}]},{"timing":"hv_red","what":"The health visitor has been to see the child","starts_on":"passed_on","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":"received","within":"2 working days","due":"2026-11-25T17:00:00+00:00","met_by":null,"source":[{"id":"our-judgement","at":null}]}],"held_back":null,"source":[{"id":"our-judgement","at":null}]}],"parallel_duties":[{"id":"marac","title":"MARAC","recipient":"The MARAC coordinator","basis":"Our protocol","ends_when":"It is on the list","children":["child-1"],"why":["A violent adult about"],"due":"2026-11-24T17:00:00+00:00","within":"1 working day","clocks":[{"timing":"told","what":"They have been told","starts_on":"received","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"within":"1 working day","due":"2026-11-24T17:00:00+00:00","met_by":null,"source":[{"id":"our-judgement","at":null}]}],"source":[{"id":"our-judgement","at":null}]}],"milestones":[{"timing":"visit","what":"A social worker sees the child again","starts_on":"child_seen","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":"received","within":"6 weeks","due":"2027-01-04T23:59:00+00:00","met_by":"child_seen","source":[{"id":"our-judgement","at":null}],"recurring":true,"children":["child-1"]},{"timing":"decision","what":"It is decided","starts_on":"received","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"within":"1 working day","due":"2026-11-24T17:00:00+00:00","met_by":"decided","source":[{"id":"our-judgement","at":null}],"recurring":false,"children":["child-1"]},{"timing":"decision_red","what":"A red one is decided","starts_on":"received","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"within":"4 office hours","due":"2026-11-23T13:00:00+00:00","met_by":"decided","source":[{"id":"our-judgement","at":null}],"recurring":false,"children":["child-1"]}],"police_units":[],"police_units_because":[],"do_not":[],"warnings":[],"contradictions":[],"open_questions":[],"would_change":[],"next_questions":[]},"policy_sha256":"f9ea51b1408e8d8723977476d779569dd04b795898568c59f80ac9a0eaa5e031","libraries":{"front-door":"0.1.0","python":"3.11.7","holidays":"holidays 0.109"},"lowers":[],"lowering":null,"dropped":[],"second_view":null,"sent_by":"worry","point":"first_decision","value":null,"value_order":-1,"not_checked":["child-1","father"]}}',X'A8FC45055E7DEE0C5F98E2EC127C749C',X'0CA1F19D890D00F585F0B5817662B8F8FA985C95C76DE0E4317B6606C17F917C',X'E6FFD1DEB128B95964E1CDE0D235AC456922D6C05CEE8A4ED5676E88A9C5504D');
INSERT INTO "events" VALUES(20,'20261123-HZQ6',20,'happened','2026-11-23T10:00:02+00:00','{"by":{"name":"A manager","role":"manager"},"happened_at":null,"fact":{"event":"decided","at":"2026-11-23T10:00:02+00:00","contact":null,"child":null}}',X'28755F4D247BEF7C13483FB520F8E168',X'353E6B3417DC7AD0575A86DB58EDEB29C16D713066D0056EECB54EA896F3D58F',X'332CE1F2421B7F6D7DBCD56B665E4F4CB12BBF2AC5676A7729F98C8688C5C308');
INSERT INTO "events" VALUES(21,'20261123-HZQ6',21,'contact_issued','2026-11-23T10:00:02+00:00','{"by":{"name":"A manager","role":"manager"},"happened_at":null,"fact":{"contact":"parents","body":{"id":"parents","role":"The parents","agency":"family","unit":null,"children":["child-1"],"why":["They should hear it from us.","Assessment"],"tell":["What was said"],"ask":["What they say"],"record":["Their words"],"do_not_say":[],"safety":"","starts_on":"received","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"due":"2026-11-24T17:00:00+00:00","within":"1 working day","clocks":[{"timing":"told","what":"They have been told","starts_on":"received","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"within":"1 working day","due":"2026-11-24T17:00:00+00:00","met_by":null,"source":[{"id":"our-judgement","at":null}]}],"held_back":null,"source":[{"id":"our-judgement","at":null}]}}}',X'063D4A3ADB833815D55569825C65241C',X'F54150193EAA835A6A2355B89BB0C4DC7E14ABFFE0FBD0F3AC8ED3DE3D8D7FE7',X'3E066E1BE2E7AD6C01E993AAB1B9C4FD51DFB41E8577A6F56FE0214DD888CB81');
INSERT INTO "events" VALUES(22,'20261123-HZQ6',22,'contact_issued','2026-11-23T10:00:02+00:00','{"by":{"name":"A manager","role":"manager"},"happened_at":null,"fact":{"contact":"police","body":{"id":"police","role":"The police","agency":"police","unit":null,"children":["child-1"],"why":["They hold what is known of violence.","A violent adult about"],"tell":["What was said"],"ask":["What is known"],"record":["The reference"],"do_not_say":[],"safety":"","starts_on":"received","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"due":"2026-11-24T17:00:00+00:00","within":"1 working day","clocks":[{"timing":"told","what":"They have been told","starts_on":"received","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"within":"1 working day","due":"2026-11-24T17:00:00+00:00","met_by":null,"source":[{"id":"our-judgement","at":null}]}],"held_back":null,"source":[{"id":"our-judgement","at":null}]}}}',X'CAE16978507A0C85ED597BE1EA8623E1',X'F5969AB88B84F1860C1138BA05B37A16DC9403A09DDDB9BCEE266447B69DD023',X'C538C5F3BFD75AE48F0AEE6776D9EE2F429CBA47418829ED3E43DC695A34B23E');
INSERT INTO "events" VALUES(23,'20261123-HZQ6',23,'contact_issued','2026-11-23T10:00:02+00:00','{"by":{"name":"A manager","role":"manager"},"happened_at":null,"fact":{"contact":"health_visitor","body":{"id":"health_visitor","role":"The named health visitor","agency":"health","unit":null,"children":["child-1"],"why":["They know the child.","A child with a bruise"],"tell":["What was said"],"ask":["When they saw the child"],"record":["Their name"],"do_not_say":[],"safety":"","starts_on":"passed_on","counted_from":"2026-11-23T09:00:00+00:00","stood_in":"received","due":"2026-11-25T17:00:00+00:00","within":"2 working days","clocks":[{"timing":"hv","what":"The health visitor has answered","starts_on":"passed_on","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":"received","within":"5 working days","due":"2026-11-30T17:00:00+00:00","met_by":null,"source":[{"id":"our-judgement","at":null}]},{"timing":"hv_red","what":"The health visitor has been to see the child","starts_on":"passed_on","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":"received","within":"2 working days","due":"2026-11-25T17:00:00+00:00","met_by":null,"source":[{"id":"our-judgement","at":null}]}],"held_back":null,"source":[{"id":"our-judgement","at":null}]}}}',X'FF86FC55649FAA9503409440DE33337F',X'C167C7A678B9C949385510805EFEA1B5416FF40F8AA23242A4B6E4533902D38A',X'DFC85F7100FF00F6B27E420A706F959973683261FBD7A59884FD90D49D0AF104');
INSERT INTO "events" VALUES(24,'20261123-HZQ6',24,'duty_issued','2026-11-23T10:00:02+00:00','{"by":{"name":"A manager","role":"manager"},"happened_at":null,"fact":{"duty":"marac","body":{"id":"marac","title":"MARAC","recipient":"The MARAC coordinator","basis":"Our protocol","ends_when":"It is on the list","children":["child-1"],"why":["A violent adult about"],"due":"2026-11-24T17:00:00+00:00","within":"1 working day","clocks":[{"timing":"told","what":"They have been told","starts_on":"received","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"within":"1 working day","due":"2026-11-24T17:00:00+00:00","met_by":null,"source":[{"id":"our-judgement","at":null}]}],"source":[{"id":"our-judgement","at":null}]}}}',X'A1F826C57D174A716D007204CDBE9366',X'06E8E72ADBD82C0E0B941B4B5AFBF050E77188D68FB63E8F2BDCDE1679BA42E6',X'BECB7242BEDD23813DBCC53447224757A4BBB0DA48697996B82B704762FEB662');
INSERT INTO "events" VALUES(25,'20261123-57NW',1,'referral_opened','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"policy":"hallamshire@1.0","received_at":"2026-11-23T09:00:00+00:00","practice":false,"reference":null}}',X'1E5F63E97BDC61AE98BC59FF720733DC',X'20DF034A0A85A282F83D7A32CEA579868C2E368B95AC4CCDF9DA0AE958E13414',X'BEAE01A6616408644F0995A6077612C667DAFF482A2B778CEEE11E2A75C584B0');
INSERT INTO "events" VALUES(26,'20261123-57NW',2,'answered','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"about":"referral","question":"kind","answer":"worry","previous":null,"lowering":null,"second_view":null}}',X'446F0BB7E83164165D7EA7FE72AA91F0',X'D83DF08B2199242522E2F3CB736E78900E19F0990B468B8CF80F20913F15261F',X'EF1EB30D36BA7C25CF64368C02C1C64924E195466D3C9FE4B1AC916A5EE44794');
INSERT INTO "events" VALUES(27,'20261123-57NW',3,'child_added','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"ref":"child-1","initials":null,"born":null,"case_system_id":null}}',X'FA3E1509A9BC9A23835FA364BF6812A4',X'72DA8A02F09CF6CC403918DCCEAE51C178547C14B2B5A57504730F4D934D4DA6',X'C01B54E31CA6DB68A60CBADE9BBD93247F0CA0EBB5064E51EA7D1A0050650E5E');
INSERT INTO "events" VALUES(28,'20261123-57NW',4,'answered','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"about":"child-1","question":"age","answer":"8 months","previous":null,"lowering":null,"second_view":null}}',X'803FBE33C4882E6AACCB9BD243B83C31',X'E786834DE1AF0252C681CF1346F52C0A1EF76978F7F894D3F3B28A7A75B07256',X'96BC2CCD671A65B80CC80D24D27018DE664101E4B90A62B6C40526D4F88920E4');
INSERT INTO "events" VALUES(29,'20261123-57NW',5,'identity_pending','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"pending":[{"what":"reference","about":"referral","since":"2026-11-23T10:00:00+00:00","deadline":{"clock":"reference_found","what":"Reference found","within":"1 working day","starts":"2026-11-23T10:00:00+00:00","due":"2026-11-24T17:00:00+00:00","source":["our-judgement"]}},{"what":"search","about":"child-1","since":"2026-11-23T10:00:00+00:00","deadline":{"clock":"records_searched","what":"Records searched","within":"1 working day","starts":"2026-11-23T10:00:00+00:00","due":"2026-11-24T17:00:00+00:00","source":["our-judgement"]}},{"what":"case_system_id","about":"child-1","since":"2026-11-23T10:00:00+00:00","deadline":{"clock":"reference_found","what":"Reference found","within":"1 working day","starts":"2026-11-23T10:00:00+00:00","due":"2026-11-24T17:00:00+00:00","source":["our-judgement"]}}]}}',X'680877DE0EA286331DF4D74D452F86AF',X'759F63D022CA99297C1CB3C447B75BCA0E0E471F4C56905C9221749A8A7321A9',X'BA6324AD9345F41E997BBDF2118EA2111A8E16755482DC5D222DCB2BA2E999F3');
INSERT INTO "events" VALUES(30,'20261123-57NW',6,'recommended','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"policy_sha256":"f9ea51b1408e8d8723977476d779569dd04b795898568c59f80ac9a0eaa5e031","route":null,"rag":null,"route_order":-1,"rag_order":-1,"provisional":true}}',X'4A0E419C2DD95A15C5934762A0577D9B',X'CE1B730801B1AC27DC37A201DFECA0455CE30E6A6E7CAF222B3EB07B06CD795C',X'C9DD1E03CA1F829934157FEA2CE007A18B1C7736CD1B3EA79101ADD01D5CA44A');
INSERT INTO "events" VALUES(31,'20261123-57NW',7,'answered','2026-11-23T10:00:01+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"about":"child-1","question":"bruise","answer":{"not_known":"nobody knows"},"previous":null,"lowering":null,"second_view":null}}',X'B2B6B68D7B8C419A1EB8219D11E4B878',X'CD057D61472C6D97F9F81C5844FE79EC65C0AE56EFA78F17734B9DB0C32D1E0C',X'90601D291AA074E6250B73FA21E5CCAEE576AEBA51EE40343D0D3EBE38716060');
INSERT INTO "events" VALUES(32,'20261123-57NW',8,'recommended','2026-11-23T10:00:01+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"policy_sha256":"f9ea51b1408e8d8723977476d779569dd04b795898568c59f80ac9a0eaa5e031","route":"assessment","rag":"amber","route_order":2,"rag_order":1,"provisional":true}}',X'CF23297B45D08ED642174F63C526D523',X'CB38E81A2ABDE601E41C80C29BB6E925520402AA48ECF58CF53347E809C731EB',X'E36C8B69BA131E9A4337BA9981B0B0273EDC5027F46B404C0A3661E8CC934544');
INSERT INTO "events" VALUES(33,'20261123-57NW',9,'milestone_issued','2026-11-23T10:00:01+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"timing":"decision","body":{"timing":"decision","what":"It is decided","children":["child-1"],"met_by":"decided","recurring":false,"clocks":[{"timing":"decision","what":"It is decided","starts_on":"received","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"within":"1 working day","due":"2026-11-24T17:00:00+00:00","met_by":"decided","source":[{"id":"our-judgement","at":null}]}],"source":[{"id":"our-judgement","at":null}]}}}',X'704C2162206A3EC090BAEA59B0C01E4A',X'F7136814685075029813640F90903A7B009992825A0981E91F769841A1D3C1EF',X'92CB167180F26F9B789B479CCCF6FD947338F2EDEFD13BADE2D5016B1ECA33F0');
INSERT INTO "events" VALUES(34,'-tokens',1,'token_added','2026-11-23T10:00:00+00:00','{"by":{"name":"A manager","role":"manager"},"happened_at":null,"fact":{"token":"t1","name":"A system","role":"worker","sha256":"0000000000000000000000000000000000000000000000000000000000000000"}}',X'E27D4F62C1657A7556733DC1F7F95C41',X'E8441D30893614AD2B8FB9823B85D4EB86EC16E31DE535CA75BA9A25422A6B2B',X'44DC43A2389E925F67A7411EEAF29ED9299AE00C5D9CA82B30184C25E1119261');
CREATE TABLE gaps (
            policy_id TEXT NOT NULL,
            at TEXT NOT NULL,
            sender TEXT NOT NULL,
            question TEXT NOT NULL,
            referral TEXT NOT NULL,
            PRIMARY KEY (policy_id, at, sender, question, referral)
        ) WITHOUT ROWID;
CREATE TABLE handles (
            referral TEXT NOT NULL,
            kind TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (referral, kind, value)
        );
CREATE TABLE items (
            referral TEXT NOT NULL,
            id TEXT NOT NULL,
            kind TEXT NOT NULL,
            what TEXT NOT NULL,
            whose TEXT NOT NULL,
            agency TEXT,
            owner TEXT,
            since TEXT NOT NULL,
            started TEXT NOT NULL,
            clock TEXT,
            due TEXT,
            done TEXT,
            ended TEXT,
            held_back INTEGER NOT NULL,
            late INTEGER,
            PRIMARY KEY (referral, id)
        );
INSERT INTO "items" VALUES('20261123-HZQ6','contact:parents','contact','The parents','ours','family','A worker','2026-11-23T10:00:02+00:00','2026-11-23T09:00:00+00:00','told','2026-11-24T17:00:00+00:00',NULL,NULL,0,NULL);
INSERT INTO "items" VALUES('20261123-HZQ6','contact:police','contact','The police','ours','police','A worker','2026-11-23T10:00:02+00:00','2026-11-23T09:00:00+00:00','told','2026-11-24T17:00:00+00:00',NULL,NULL,0,NULL);
INSERT INTO "items" VALUES('20261123-HZQ6','contact:health_visitor','contact','The named health visitor','ours','health','A worker','2026-11-23T10:00:02+00:00','2026-11-23T09:00:00+00:00','hv_red','2026-11-25T17:00:00+00:00',NULL,NULL,0,NULL);
INSERT INTO "items" VALUES('20261123-HZQ6','duty:marac','duty','MARAC','ours',NULL,'A worker','2026-11-23T10:00:02+00:00','2026-11-23T09:00:00+00:00','told','2026-11-24T17:00:00+00:00',NULL,NULL,0,NULL);
INSERT INTO "items" VALUES('20261123-HZQ6','milestone:decision','milestone','It is decided','ours',NULL,'A worker','2026-11-23T10:00:00+00:00','2026-11-23T09:00:00+00:00','decision','2026-11-24T17:00:00+00:00','2026-11-23T10:00:02+00:00',NULL,0,0);
INSERT INTO "items" VALUES('20261123-HZQ6','milestone:visit','milestone','A social worker sees the child again','ours',NULL,'A worker','2026-11-23T10:00:01+00:00','2026-11-23T09:00:00+00:00','visit','2027-01-04T23:59:00+00:00',NULL,NULL,0,NULL);
INSERT INTO "items" VALUES('20261123-HZQ6','milestone:decision_red','milestone','A red one is decided','ours',NULL,'A worker','2026-11-23T10:00:01+00:00','2026-11-23T09:00:00+00:00','decision_red','2026-11-23T13:00:00+00:00','2026-11-23T10:00:02+00:00',NULL,0,0);
INSERT INTO "items" VALUES('20261123-HZQ6','reference','reference','Reference pending: the case system''s reference is put in','ours',NULL,'A worker','2026-11-23T10:00:00+00:00','2026-11-23T10:00:00+00:00','reference_found','2026-11-24T17:00:00+00:00',NULL,NULL,0,NULL);
INSERT INTO "items" VALUES('20261123-HZQ6','search:child-1','search','History not checked: the records are searched for child-1','ours',NULL,'A worker','2026-11-23T10:00:00+00:00','2026-11-23T10:00:00+00:00','records_searched','2026-11-24T17:00:00+00:00',NULL,NULL,0,NULL);
INSERT INTO "items" VALUES('20261123-HZQ6','case_system_id:child-1','case_system_id','Reference pending: the case system''s id of child-1 is put in','ours',NULL,'A worker','2026-11-23T10:00:00+00:00','2026-11-23T10:00:00+00:00','reference_found','2026-11-24T17:00:00+00:00',NULL,NULL,0,NULL);
INSERT INTO "items" VALUES('20261123-HZQ6','search:father','search','History not checked: the records are searched for father','ours',NULL,'A worker','2026-11-23T10:00:00+00:00','2026-11-23T10:00:00+00:00','records_searched','2026-11-24T17:00:00+00:00',NULL,NULL,0,NULL);
INSERT INTO "items" VALUES('20261123-57NW','milestone:decision','milestone','It is decided','ours',NULL,'A worker','2026-11-23T10:00:01+00:00','2026-11-23T09:00:00+00:00','decision','2026-11-24T17:00:00+00:00',NULL,NULL,0,NULL);
INSERT INTO "items" VALUES('20261123-57NW','reference','reference','Reference pending: the case system''s reference is put in','ours',NULL,'A worker','2026-11-23T10:00:00+00:00','2026-11-23T10:00:00+00:00','reference_found','2026-11-24T17:00:00+00:00',NULL,NULL,0,NULL);
INSERT INTO "items" VALUES('20261123-57NW','search:child-1','search','History not checked: the records are searched for child-1','ours',NULL,'A worker','2026-11-23T10:00:00+00:00','2026-11-23T10:00:00+00:00','records_searched','2026-11-24T17:00:00+00:00',NULL,NULL,0,NULL);
INSERT INTO "items" VALUES('20261123-57NW','case_system_id:child-1','case_system_id','Reference pending: the case system''s id of child-1 is put in','ours',NULL,'A worker','2026-11-23T10:00:00+00:00','2026-11-23T10:00:00+00:00','reference_found','2026-11-24T17:00:00+00:00',NULL,NULL,0,NULL);
CREATE TABLE kept (
            policy_id TEXT NOT NULL,
            at TEXT NOT NULL,
            referral TEXT NOT NULL,
            whose TEXT NOT NULL,
            agency TEXT NOT NULL,
            in_time INTEGER NOT NULL,
            late INTEGER NOT NULL,
            otherwise INTEGER NOT NULL,
            PRIMARY KEY (policy_id, at, referral, whose, agency)
        ) WITHOUT ROWID;
INSERT INTO "kept" VALUES('hallamshire','2026-11-23T09:00:00+00:00','20261123-HZQ6','ours','',2,0,0);
CREATE TABLE named (
            referral TEXT NOT NULL,
            name TEXT NOT NULL,
            until TEXT,
            PRIMARY KEY (referral, name)
        );
CREATE TABLE referrals (
            id TEXT PRIMARY KEY,
            version INTEGER NOT NULL,
            state TEXT NOT NULL,
            practice INTEGER NOT NULL,
            policy TEXT NOT NULL,
            received_at TEXT NOT NULL,
            recorded_at TEXT NOT NULL,
            reference TEXT,
            route TEXT,
            rag TEXT,
            route_order INTEGER NOT NULL,
            rag_order INTEGER NOT NULL,
            provisional INTEGER NOT NULL,
            answered INTEGER NOT NULL,
            decided_route TEXT,
            decided_rag TEXT
        , restricted INTEGER NOT NULL DEFAULT 0, owner TEXT);
INSERT INTO "referrals" VALUES('20261123-HZQ6',24,'decided',0,'hallamshire@1.0','2026-11-23T09:00:00+00:00','2026-11-23T10:00:00+00:00',NULL,'assessment','red',2,2,0,9,'assessment','red',0,'A worker');
INSERT INTO "referrals" VALUES('20261123-57NW',9,'open',0,'hallamshire@1.0','2026-11-23T09:00:00+00:00','2026-11-23T10:00:00+00:00',NULL,'assessment','amber',2,1,1,3,NULL,NULL,0,'A worker');
CREATE TABLE subjects (
            referral TEXT NOT NULL,
            ref TEXT NOT NULL,
            about TEXT NOT NULL,
            position INTEGER NOT NULL,
            label TEXT NOT NULL,
            PRIMARY KEY (referral, ref)
        );
INSERT INTO "subjects" VALUES('20261123-HZQ6','child-1','child',0,'{"born": null, "case_system_id": null, "initials": null}');
INSERT INTO "subjects" VALUES('20261123-HZQ6','father','adult',1,'{"label": null}');
INSERT INTO "subjects" VALUES('20261123-57NW','child-1','child',0,'{"born": null, "case_system_id": null, "initials": null}');
CREATE TABLE tokens (
            token TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            role TEXT NOT NULL,
            sha256 TEXT NOT NULL UNIQUE,
            added_at TEXT NOT NULL,
            revoked_at TEXT
        );
INSERT INTO "tokens" VALUES('t1','A system','worker','0000000000000000000000000000000000000000000000000000000000000000','2026-11-23T10:00:00+00:00',NULL);
CREATE TABLE tray (
            id TEXT PRIMARY KEY,
            version INTEGER NOT NULL,
            state TEXT NOT NULL,
            practice INTEGER NOT NULL,
            policy TEXT NOT NULL,
            received_at TEXT NOT NULL,
            source TEXT NOT NULL,
            words TEXT NOT NULL,
            in_group TEXT,
            looked_at INTEGER NOT NULL,
            route TEXT,
            rag TEXT,
            route_order INTEGER NOT NULL,
            rag_order INTEGER NOT NULL,
            look_due TEXT,
            deal_due TEXT,
            area_untold INTEGER NOT NULL,
            area_due TEXT,
            filed_as TEXT,
            referral TEXT
        );
CREATE TABLE tray_keys (
            item TEXT NOT NULL,
            kind TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (item, kind, value)
        );
CREATE TABLE views (
            stream TEXT NOT NULL,
            number INTEGER NOT NULL,
            position INTEGER NOT NULL,
            at TEXT NOT NULL,
            name TEXT NOT NULL,
            role TEXT NOT NULL,
            referral TEXT NOT NULL,
            what TEXT NOT NULL,
            worked_on_it INTEGER NOT NULL,
            PRIMARY KEY (stream, number, position)
        );
CREATE INDEX referrals_by_receipt ON referrals (received_at, id);
CREATE INDEX answered_by_time ON answered (at);
CREATE INDEX views_by_time ON views (at);
CREATE INDEX views_by_referral ON views (referral);
CREATE INDEX decided_by_time ON decided (policy_id, at);
CREATE INDEX gaps_by_referral ON gaps (referral);
CREATE INDEX referrals_by_owner ON referrals (owner) WHERE state <> 'closed';
CREATE INDEX items_by_due ON items (whose, due, agency) WHERE done IS NULL;
CREATE INDEX items_by_kind ON items (kind, due) WHERE done IS NULL;
CREATE INDEX items_by_owner ON items (owner, due) WHERE done IS NULL;
CREATE INDEX handles_by_value ON handles (kind, value);
CREATE INDEX kept_by_referral ON kept (referral);
CREATE INDEX tray_by_receipt ON tray (received_at, id);
CREATE INDEX tray_by_state ON tray (state, received_at);
CREATE INDEX tray_by_group ON tray (in_group) WHERE in_group IS NOT NULL;
CREATE INDEX tray_by_referral ON tray (referral) WHERE referral IS NOT NULL;
CREATE INDEX tray_by_area ON tray (area_due) WHERE area_untold;
CREATE INDEX tray_keys_by_value ON tray_keys (kind, value);
COMMIT;
PRAGMA user_version = 6;
