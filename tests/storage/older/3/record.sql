PRAGMA application_id = 1181904708;
BEGIN TRANSACTION;
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
            second_agrees INTEGER,
            PRIMARY KEY (referral, number)
        );
INSERT INTO "decided" VALUES('20261123-WQR8',18,'2026-11-23T10:00:02+00:00','hallamshire@1.0','hallamshire','A manager','manager',1,1,1.001,'worry','assessment','assessment',0,0,0,0,0,NULL,NULL);
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
INSERT INTO "events" VALUES(1,'20261123-WQR8',1,'referral_opened','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"policy":"hallamshire@1.0","received_at":"2026-11-23T09:00:00+00:00","practice":false,"reference":null}}',X'A2F79B32B59042ED43B976D0A0CB84D2',X'72B38E03B83EB8A88B93577E350B67B20F8D0951D7A13D779EF19F179A1986F2',X'8159B9FE12210A0A11FC0E51CD34520CDD6A2BAA9849859E1D51DEBB338197A9');
INSERT INTO "events" VALUES(2,'20261123-WQR8',2,'answered','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"about":"referral","question":"kind","answer":"worry","previous":null,"lowering":null,"second_view":null}}',X'33612D824E40C7E9C4FAFDEC09514902',X'64930244F83D3B5E27919D91B89BCD9949F0EBBDFBB2CE37F39511B276BE01F3',X'60B6ADA477571A1F7D2D23F84E8F6B55251104F7B5A4E73077BF9BAED6DB6B9B');
INSERT INTO "events" VALUES(3,'20261123-WQR8',3,'answered','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"about":"referral","question":"family_asks","answer":"no","previous":null,"lowering":null,"second_view":null}}',X'BF4560E37B40F6EFD14B9F2417FAB7EC',X'D14407FBA6307450A5B0A790B4C2D1CC6432CCBA7F4802BDF63E93F88A403BE0',X'E6FDED16BE4F0FDA2D61AA98F57427E7190BD9FECBF5126C3C22E64F2344F041');
INSERT INTO "events" VALUES(4,'20261123-WQR8',4,'answered','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"about":"referral","question":"told_parents","answer":"no","previous":null,"lowering":null,"second_view":null}}',X'58212F93F91B45355E762FFC1A5E44AE',X'52635BB3F1ED66984B35587E41733B6C060471B9EF888D0DE2BEB0DF0DE4C804',X'6123DF24A58776C8DE38DCE849AFD2BDF377E1BEDC7A50EB56B90E8BA6650FE8');
INSERT INTO "events" VALUES(5,'20261123-WQR8',5,'answered','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"about":"referral","question":"other_adults","answer":"no","previous":null,"lowering":null,"second_view":null}}',X'0D9176FCB78B5D446A7F686E7B9443AE',X'B7C4171AC05D4D88217A8D98AE56B5C6C98ACC67EA726A2F56385F682790E7D1',X'7B1707B12ECACEABBD278F1EC80A9CB9299B3ACAFF84F66F979233E23AC3606F');
INSERT INTO "events" VALUES(6,'20261123-WQR8',6,'child_added','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"ref":"child-1","initials":null,"born":null,"case_system_id":null}}',X'A98139A6E7B8979D6A05CB894D21DEEA',X'548AC3EBA1433ECC3E3DE69FA4ABC7694DF7A7A48587A220D12FD03E2A322F9D',X'F2BC87C8F4F5CB62CC51B6F008FAF4EE3F5014974FD1C034C64CA2DD5D6E6A35');
INSERT INTO "events" VALUES(7,'20261123-WQR8',7,'answered','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"about":"child-1","question":"age","answer":"3 years","previous":null,"lowering":null,"second_view":null}}',X'6B9381C952F24611CB885866111ADCF4',X'5ABC4FCD6060BF1F46C1CD2D1E13C541F81B824F410F05D51E1025E8741F4BCE',X'421BB7D90C8CDC601F7FE6800EC6CB56A44247F02E1C257A2E69DB94F9EDB7C1');
INSERT INTO "events" VALUES(8,'20261123-WQR8',8,'answered','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"about":"child-1","question":"bruise","answer":"yes","previous":null,"lowering":null,"second_view":null}}',X'EB0C86E32E8AB675DA76562E6CCC235E',X'BA176BC475C4691642F005922E1F2BBF98F697475323F657FE46AAA1E8000747',X'6EA855021BD97A576B61CB1866675DCA054927F0996EB61B6050C6E13033B914');
INSERT INTO "events" VALUES(9,'20261123-WQR8',9,'answered','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"about":"child-1","question":"hungry","answer":"no","previous":null,"lowering":null,"second_view":null}}',X'64560F5EDE7EC7419486F2F00663F260',X'A6E79591849BEA0D02B66C3563AD68594605E701D3106C2EB9EB75A857E1DD96',X'CB679955A5657FCBA2080B81469EFCD4ECA727C29942DD68A9220A2B701CF1BF');
INSERT INTO "events" VALUES(10,'20261123-WQR8',10,'answered','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"about":"child-1","question":"signs","answer":{"value":[],"nothing_else":true},"previous":null,"lowering":null,"second_view":null}}',X'66C59643396B0F238314FD44631652CC',X'C835213B050B4480FA91F07480BEA9F2F1CC0FF58F045575A7A27674CAEE2B14',X'0AC60F1293538133245D5E6B960B95BD08D2C4560388A81EBB3DE22E1C3E39A8');
INSERT INTO "events" VALUES(11,'20261123-WQR8',11,'adult_added','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"ref":"father","label":null}}',X'E3BEAE88045BF1112E63B41DEE7E4C71',X'51DEDD974FF1286BE81E380F4D8AC388B720CF2FFEFA36E23504B01F81E4E1C9',X'BCB410214CF7BC635A4D166ECEA6D6A08C12BB1F9DB5E9E0D654272146D1ABC3');
INSERT INTO "events" VALUES(12,'20261123-WQR8',12,'recommended','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"policy_sha256":"6901ef6fef5739007eba5e183929ceaccb00e0304759bbb463eea7a23afd2b99","route":"assessment","rag":"amber","route_order":2,"rag_order":1,"provisional":true}}',X'A5E0E462D5C8217CA15FA1533166FA79',X'4C5B9924748C620A468A53D01B6BFBD3D9C7B39C5F788D81A653758590729F41',X'CB721EB0F9927AD88A0019E81B7F3C4243454E6787DCF11444530A0A2EDBA7B0');
INSERT INTO "events" VALUES(13,'20261123-WQR8',13,'milestone_issued','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"timing":"decision","body":{"timing":"decision","what":"It is decided","children":["child-1"],"met_by":"decided","recurring":false,"clocks":[{"timing":"decision","what":"It is decided","starts_on":"received","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"within":"1 working day","due":"2026-11-24T17:00:00+00:00","met_by":"decided","source":[{"id":"our-judgement","at":null}]}],"source":[{"id":"our-judgement","at":null}]}}}',X'71A50B261AC37522E759B2F61F1485F5',X'D1BBF343FDF70450D872C09F132DC2D0B0744BAC93EE28572B6C7A5F8C8C0026',X'786F1FBC676AD792B9B64B2557C8960001BC582A688732B7A3C1161B6A427877');
INSERT INTO "events" VALUES(14,'20261123-WQR8',14,'answered','2026-11-23T10:00:01+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"about":"father","question":"violent","answer":"yes","previous":null,"lowering":null,"second_view":null}}',X'4B62D66ED536DFDA35423FC8576D7604',X'A8F0EE1B2BE70D3A39D6D680299EDE3A3E519F1729FA3AACA4C9F3827ED11DCC',X'68BA9FA9C695D144C0D8100B51834349F9EC08CE8C9DF60E4D925B433056D2FD');
INSERT INTO "events" VALUES(15,'20261123-WQR8',15,'recommended','2026-11-23T10:00:01+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"policy_sha256":"6901ef6fef5739007eba5e183929ceaccb00e0304759bbb463eea7a23afd2b99","route":"assessment","rag":"red","route_order":2,"rag_order":2,"provisional":false}}',X'C2E835E8FA32971C51065750D57DA385',X'40ED7A8E23FC7C7A8CD96EBB0D9E8604C836256030E68878E72F7708F374C082',X'E471B62752E9D1EBDCF4900BAAC6E6BA2AB2548F5CE572826E970BFC61476880');
INSERT INTO "events" VALUES(16,'20261123-WQR8',16,'milestone_issued','2026-11-23T10:00:01+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"timing":"visit","body":{"timing":"visit","what":"A social worker sees the child again","children":["child-1"],"met_by":"child_seen","recurring":true,"clocks":[{"timing":"visit","what":"A social worker sees the child again","starts_on":"child_seen","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":"received","within":"6 weeks","due":"2027-01-04T23:59:00+00:00","met_by":"child_seen","source":[{"id":"our-judgement","at":null}]}],"source":[{"id":"our-judgement","at":null}]}}}',X'DB09CDDEEB5AB544141FBC8785A71A6C',X'FE6050B281B90E0FCC4CFC854FCE8F23C4681ADE9953AC7548C20F870CE5371D',X'FAB35A6975398D0037703E609B73E38FE38EA46452F646C6AD08D22E919588B6');
INSERT INTO "events" VALUES(17,'20261123-WQR8',17,'milestone_issued','2026-11-23T10:00:01+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"timing":"decision_red","body":{"timing":"decision_red","what":"A red one is decided","children":["child-1"],"met_by":"decided","recurring":false,"clocks":[{"timing":"decision_red","what":"A red one is decided","starts_on":"received","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"within":"4 office hours","due":"2026-11-23T13:00:00+00:00","met_by":"decided","source":[{"id":"our-judgement","at":null}]}],"source":[{"id":"our-judgement","at":null}]}}}',X'57F44FD2A5F7E8C1188249E3AFD7B5CD',X'E2D639E2BC1AE0E7E008441C5A0AAEC6E1A3446177D8B501360DBBEE4F0BE58C',X'204245AB40F1B3D878450B9BE81D7DA269405BBEAFE0CEA3D86D854193936CB4');
INSERT INTO "events" VALUES(18,'20261123-WQR8',18,'decided','2026-11-23T10:00:02+00:00','{"by":{"name":"A manager","role":"manager"},"happened_at":null,"fact":{"route":"assessment","rag":"red","route_order":2,"rag_order":2,"reasons":"The school and the aunt both saw it, and she is calm.","recommendation":{"policy":{"id":"hallamshire","version":"1.0","title":"Hallamshire: made up for tests of the record","sha256":"6901ef6fef5739007eba5e183929ceaccb00e0304759bbb463eea7a23afd2b99","status":"adopted","in_force":true},"route":"assessment","rag":"red","level_of_need":3,"start":null,"destination":"mash","not_a_referral":null,"provisional":false,"call_999":null,"floor":{"route":"assessment","rag":"red"},"ceiling":{"route":"assessment","rag":"red"},"says":[],"children":[{"ref":"child-1","route":"assessment","rag":"red","level_of_need":3,"start":null,"harm":[],"health_visiting_tier":null,"floor":{"route":"assessment","rag":"red"},"ceiling":{"route":"assessment","rag":"red"}}],"reasons":[{"rule":"violent-adult","child":"child-1","state":"applies","title":"A violent adult about","because":"Violence to anyone counts.","statutory":false,"gives":{"route":"assessment","rag":"red","contacts":["police"],"duties":["marac"]},"answers":[{"about":"father","question":"violent","answer":"yes","said_by":null}],"not_known":[],"source":[{"id":"our-judgement","at":null}]},{"rule":"bruised-child","child":"child-1","state":"applies","title":"A child with a bruise","because":"Somebody has to look at it.","statutory":false,"gives":{"route":"assessment","rag":"amber","contacts":["health_visitor"]},"answers":[{"about":"child-1","question":"bruise","answer":"yes","said_by":null}],"not_known":[],"source":[{"id":"our-judgement","at":null}]}],"required_contacts":[{"id":"parents","role":"The parents","agency":"family","unit":null,"children":["child-1"],"why":["They should hear it from us.","Assessment"],"tell":["What was said"],"ask":["What they say"],"record":["Their words"],"do_not_say":[],"safety":"","starts_on":"received","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"due":"2026-11-24T17:00:00+00:00","within":"1 working day","clocks":[{"timing":"told","what":"They have been told","starts_on":"received","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"within":"1 working day","due":"2026-11-24T17:00:00+00:00","met_by":null,"source":[{"id":"our-judgement","at":null}]}],"held_back":null,"source":[{"id":"our-judgement","at":null}]},{"id":"police","role":"The police","agency":"police","unit":null,"children":["child-1"],"why":["They hold what is known of violence.","A violent adult about"],"tell":["What was said"],"ask":["What is known"],"record":["The reference"],"do_not_say":[],"safety":"","starts_on":"received","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"due":"2026-11-24T17:00:00+00:00","within":"1 working day","clocks":[{"timing":"told","what":"They have been told","starts_on":"received","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"within":"1 working day","due":"2026-11-24T17:00:00+00:00","met_by":null,"source":[{"id":"our-judgement","at":null}]}],"held_back":null,"source":[{"id":"our-judgement","at":null}]},{"id":"health_visitor","role":"The named health visitor","agency":"health","unit":null,"children":["child-1"],"why":["They know the child.","A child with a bruise"],"tell":["What was said"],"ask":["When they saw the child"],"record":["Their name"],"do_not_say":[],"safety":"","starts_on":"passed_on","counted_from":"2026-11-23T09:00:00+00:00","stood_in":"received","due":"2026-11-25T17:00:00+00:00","within":"2 working days","clocks":[{"timing":"hv","what":"The health visitor has answered","starts_on":"passed_on","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":"received","within":"5 working days","due":"2026-11-30T17:00:00+00:00","met_by":null,"source":[{"id":"our-judgement","at":null}]},{"timing":"hv_red","what":"The health visitor has been to see the child","starts_on":"passed_on","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":"received","within":"2 working days","due":"2026-11-25T17:00:00+00:00","met_by":null,"source":[{"id":"our-judgement","at":null}]}],"held_back":null,"source":[{"id":"our-judgement","at":null}]}],"parallel_duties":[{"id":"marac","title":"MARAC","recipient":"The MARAC coordinator","basis":"Our protocol","ends_when":"It is on the list","children":["child-1"],"why":["A violent adult about"],"due":"2026-11-24T17:00:00+00:00","within":"1 working day","clocks":[{"timing":"told","what":"They have been told","starts_on":"received","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"within":"1 working day","due":"2026-11-24T17:00:00+00:00","met_by":null,"source":[{"id":"our-judgement","at":null}]}],"source":[{"id":"our-judgement","at":null}]}],"milestones":[{"timing":"visit","what":"A social worker sees the child again","starts_on":"child_seen","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":"received","within":"6 weeks","due":"2027-01-04T23:59:00+00:00","met_by":"child_seen","source":[{"id":"our-judgement","at":null}],"recurring":true,"children":["child-1"]},{"timing":"decision","what":"It is decided","starts_on":"received","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"within":"1 working day","due":"2026-11-24T17:00:00+00:00","met_by":"decided","source":[{"id":"our-judgement","at":null}],"recurring":false,"children":["child-1"]},{"timing":"decision_red","what":"A red one is decided","starts_on":"received","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"within":"4 office hours","due":"2026-11-23T13:00:00+00:00","met_by":"decided","source":[{"id":"our-judgement","at":null}],"recurring":false,"children":["child-1"]}],"police_units":[],"police_units_because":[],"do_not":[],"warnings":[],"contradictions":[],"open_questions":[],"would_change":[],"next_questions":[]},"policy_sha256":"6901ef6fef5739007eba5e183929ceaccb00e0304759bbb463eea7a23afd2b99","libraries":{"front-door":"0.1.0","python":"3.11.7","holidays":"holidays 0.109"},"lowers":[],"lowering":null,"dropped":[],"second_view":null,"sent_by":"worry"}}',X'FCBBE4649E93069397817395E20E5256',X'0D3856B4DD5EACB035240152E09191F7B53294E6F6CCDCD915AA07D1F74E5E74',X'F90F6C0A5FBE569BECFF82FB37DA88A13C00040D07E450405F9ADF33F9EE3770');
INSERT INTO "events" VALUES(19,'20261123-WQR8',19,'happened','2026-11-23T10:00:02+00:00','{"by":{"name":"A manager","role":"manager"},"happened_at":null,"fact":{"event":"decided","at":"2026-11-23T10:00:02+00:00","contact":null}}',X'0AE0D42F65029C47F442386BA2CA7281',X'07983630197826062512A6AE8397937F9037F04210F261AFADFD591DFD955022',X'58CDD0F35EB020C74FCC2C12D5FFFD574E41063DD426C0B8E2A58CA71DA7B51A');
INSERT INTO "events" VALUES(20,'20261123-WQR8',20,'contact_issued','2026-11-23T10:00:02+00:00','{"by":{"name":"A manager","role":"manager"},"happened_at":null,"fact":{"contact":"parents","body":{"id":"parents","role":"The parents","agency":"family","unit":null,"children":["child-1"],"why":["They should hear it from us.","Assessment"],"tell":["What was said"],"ask":["What they say"],"record":["Their words"],"do_not_say":[],"safety":"","starts_on":"received","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"due":"2026-11-24T17:00:00+00:00","within":"1 working day","clocks":[{"timing":"told","what":"They have been told","starts_on":"received","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"within":"1 working day","due":"2026-11-24T17:00:00+00:00","met_by":null,"source":[{"id":"our-judgement","at":null}]}],"held_back":null,"source":[{"id":"our-judgement","at":null}]}}}',X'07EEEF305A685A64C8E36CAD1C09F64C',X'FE7B606DAD8692EEFF88D78EBA178ED2BF569799428EC49710A9223A0101A6A1',X'430FEFA1A2A0A8E3F711CC1C6962064426DC556702BCBC21B027D2784D67B2CC');
INSERT INTO "events" VALUES(21,'20261123-WQR8',21,'contact_issued','2026-11-23T10:00:02+00:00','{"by":{"name":"A manager","role":"manager"},"happened_at":null,"fact":{"contact":"police","body":{"id":"police","role":"The police","agency":"police","unit":null,"children":["child-1"],"why":["They hold what is known of violence.","A violent adult about"],"tell":["What was said"],"ask":["What is known"],"record":["The reference"],"do_not_say":[],"safety":"","starts_on":"received","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"due":"2026-11-24T17:00:00+00:00","within":"1 working day","clocks":[{"timing":"told","what":"They have been told","starts_on":"received","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"within":"1 working day","due":"2026-11-24T17:00:00+00:00","met_by":null,"source":[{"id":"our-judgement","at":null}]}],"held_back":null,"source":[{"id":"our-judgement","at":null}]}}}',X'33C48BDC3ADA14DD097A1CC6F537643F',X'AAA7BC8791ABAE10C445F23FAF51CEE5FEE20BB242DB54AEF0824CB73B6F6CAB',X'9860CDF39C55D9DF0856B0E26F08313BFE20256D5671BAEA05EF07D0308B755B');
INSERT INTO "events" VALUES(22,'20261123-WQR8',22,'contact_issued','2026-11-23T10:00:02+00:00','{"by":{"name":"A manager","role":"manager"},"happened_at":null,"fact":{"contact":"health_visitor","body":{"id":"health_visitor","role":"The named health visitor","agency":"health","unit":null,"children":["child-1"],"why":["They know the child.","A child with a bruise"],"tell":["What was said"],"ask":["When they saw the child"],"record":["Their name"],"do_not_say":[],"safety":"","starts_on":"passed_on","counted_from":"2026-11-23T09:00:00+00:00","stood_in":"received","due":"2026-11-25T17:00:00+00:00","within":"2 working days","clocks":[{"timing":"hv","what":"The health visitor has answered","starts_on":"passed_on","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":"received","within":"5 working days","due":"2026-11-30T17:00:00+00:00","met_by":null,"source":[{"id":"our-judgement","at":null}]},{"timing":"hv_red","what":"The health visitor has been to see the child","starts_on":"passed_on","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":"received","within":"2 working days","due":"2026-11-25T17:00:00+00:00","met_by":null,"source":[{"id":"our-judgement","at":null}]}],"held_back":null,"source":[{"id":"our-judgement","at":null}]}}}',X'55721F50EEA0518D66A7CE3A92F7D5EC',X'084375C1B07C6BAFB9FFCAC959AF7D1389D02CD93FCC5CF5E557D1336D73C399',X'AC378D9383FED97D8BFFC1D33E5D4050507BA2F3A1008C527C1726E89BD8ED81');
INSERT INTO "events" VALUES(23,'20261123-WQR8',23,'duty_issued','2026-11-23T10:00:02+00:00','{"by":{"name":"A manager","role":"manager"},"happened_at":null,"fact":{"duty":"marac","body":{"id":"marac","title":"MARAC","recipient":"The MARAC coordinator","basis":"Our protocol","ends_when":"It is on the list","children":["child-1"],"why":["A violent adult about"],"due":"2026-11-24T17:00:00+00:00","within":"1 working day","clocks":[{"timing":"told","what":"They have been told","starts_on":"received","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"within":"1 working day","due":"2026-11-24T17:00:00+00:00","met_by":null,"source":[{"id":"our-judgement","at":null}]}],"source":[{"id":"our-judgement","at":null}]}}}',X'08C1E8EC3CA1D229A05E0F91E270754B',X'E1F6CD3F012A70C9AC085B0CE5EBAF05CD63310FBBB9923156D5012E0C8D0B22',X'6BCED33C84167969DEF8275343F9509DE37943EF5760A56BC357CE96A197DBEB');
INSERT INTO "events" VALUES(24,'20261123-8CYJ',1,'referral_opened','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"policy":"hallamshire@1.0","received_at":"2026-11-23T09:00:00+00:00","practice":false,"reference":null}}',X'E2D809CA099D0E32859F53094426EDB0',X'FA29CBCE07379C662EF4D69E947B13BB3D0396AFB396F3EF526FBB2D8905AF98',X'E575EABA40288AE08B4A89BC9F1E0FBB527F1F24AE442B23A27D528A6E02DF57');
INSERT INTO "events" VALUES(25,'20261123-8CYJ',2,'answered','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"about":"referral","question":"kind","answer":"worry","previous":null,"lowering":null,"second_view":null}}',X'5B5D0CEE86BD0F81DAE63C7530A71CDB',X'B8228AEC11ADBD674BCD335C7A0FE90DBFEE5C0E06A24C20529FE829E4CBAAFE',X'9F91E852A02A7CFBFE0D94A7E65D1051B90D4DA93CB0BEA72861C9A4CAAB6544');
INSERT INTO "events" VALUES(26,'20261123-8CYJ',3,'child_added','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"ref":"child-1","initials":null,"born":null,"case_system_id":null}}',X'34BEE039F79B08BB1D3FC6159EAEBC46',X'F79A268833FD4B7A646E2F3C2EFA7DE44ACE75C0639FADAD37CF8E11F364F85C',X'E3062D07F48D8C4932A1B1C88966C117F54F79F667831A11BAD8F1ACECCE26B7');
INSERT INTO "events" VALUES(27,'20261123-8CYJ',4,'answered','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"about":"child-1","question":"age","answer":"8 months","previous":null,"lowering":null,"second_view":null}}',X'91061CB14D434606E366AD13BB51370C',X'A13EC3639014947AA24AA3956923B7DEC01F5AC85FA7DDFFDADFE3EB4138E8B3',X'3D85D0C75B553903DA0A6B3531117092B71589C20F5B66E9E7B6F93345E8D29A');
INSERT INTO "events" VALUES(28,'20261123-8CYJ',5,'recommended','2026-11-23T10:00:00+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"policy_sha256":"6901ef6fef5739007eba5e183929ceaccb00e0304759bbb463eea7a23afd2b99","route":null,"rag":null,"route_order":-1,"rag_order":-1,"provisional":true}}',X'A7167A4CCD4FD429881D269576D681F5',X'ED1ECCDA420E09640E7A3188611546B2E26B6F3A2B56455B0A73DC766DA9E23B',X'25020849F3B75F448CD4ABA6318D5659BB47E50FC326DC025D296EE85F8890FB');
INSERT INTO "events" VALUES(29,'20261123-8CYJ',6,'answered','2026-11-23T10:00:01+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"about":"child-1","question":"bruise","answer":{"not_known":"nobody knows"},"previous":null,"lowering":null,"second_view":null}}',X'461DFCAB84FFB70C5BDF7C2D705D42A2',X'95A3E7C9B068FA361F9EDECB7E5445F79054AA6DD0643821AA3758A1199C3A92',X'89013B53CA7A705D4C966092CEDAD67F4CFC91A47099460B52D53AE1EEB482F0');
INSERT INTO "events" VALUES(30,'20261123-8CYJ',7,'recommended','2026-11-23T10:00:01+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"policy_sha256":"6901ef6fef5739007eba5e183929ceaccb00e0304759bbb463eea7a23afd2b99","route":"assessment","rag":"amber","route_order":2,"rag_order":1,"provisional":true}}',X'69FDB8110C2E175794545E6DA2A4301D',X'66931BF4E01C459830BDC5B6EF4A19CDF7A81F439DC7AE7034030A693349C9FA',X'7B79006247AA64DB9F2B8B4EEB8D8927637B751D643FDEAC857D65E5EBCF014E');
INSERT INTO "events" VALUES(31,'20261123-8CYJ',8,'milestone_issued','2026-11-23T10:00:01+00:00','{"by":{"name":"A worker","role":"worker"},"happened_at":null,"fact":{"timing":"decision","body":{"timing":"decision","what":"It is decided","children":["child-1"],"met_by":"decided","recurring":false,"clocks":[{"timing":"decision","what":"It is decided","starts_on":"received","whose":"ours","counted_from":"2026-11-23T09:00:00+00:00","stood_in":null,"within":"1 working day","due":"2026-11-24T17:00:00+00:00","met_by":"decided","source":[{"id":"our-judgement","at":null}]}],"source":[{"id":"our-judgement","at":null}]}}}',X'D71AC24E96D9552BCD01E1A1035DCB7F',X'713142F0842778E7EE7FFE048F2DBED9A14A61E2006116A2CC33AD05BA1BE4F7',X'AF25DBD4C5D5A0B53D532FDF7ABE6ADE399AEF9313609E0E16F36F7A6550A79D');
INSERT INTO "events" VALUES(32,'-tokens',1,'token_added','2026-11-23T10:00:00+00:00','{"by":{"name":"A manager","role":"manager"},"happened_at":null,"fact":{"token":"t1","name":"A system","role":"worker","sha256":"0000000000000000000000000000000000000000000000000000000000000000"}}',X'06285880AF034CC01AD17DFE43223AEF',X'C13A1792EC9DB7F84E9D7640E70457BF2C49C56DE3BCDFEC6F52A72F25AE51D3',X'B774694D7FD5114A3E1BD27431F7F416F86CA2205B2C1656973D0C68AFF9829C');
CREATE TABLE gaps (
            policy_id TEXT NOT NULL,
            at TEXT NOT NULL,
            sender TEXT NOT NULL,
            question TEXT NOT NULL,
            referral TEXT NOT NULL,
            PRIMARY KEY (policy_id, at, sender, question, referral)
        ) WITHOUT ROWID;
CREATE TABLE named (
            referral TEXT NOT NULL,
            name TEXT NOT NULL,
            until TEXT,
            PRIMARY KEY (referral, name)
        );
CREATE TABLE obligations (
            referral TEXT NOT NULL,
            what TEXT NOT NULL,
            id TEXT NOT NULL,
            state TEXT NOT NULL,
            due TEXT,
            PRIMARY KEY (referral, what, id)
        );
INSERT INTO "obligations" VALUES('20261123-WQR8','contact','parents','to_do','2026-11-24T17:00:00+00:00');
INSERT INTO "obligations" VALUES('20261123-WQR8','contact','police','to_do','2026-11-24T17:00:00+00:00');
INSERT INTO "obligations" VALUES('20261123-WQR8','contact','health_visitor','to_do','2026-11-25T17:00:00+00:00');
INSERT INTO "obligations" VALUES('20261123-WQR8','duty','marac','to_do','2026-11-24T17:00:00+00:00');
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
        , restricted INTEGER NOT NULL DEFAULT 0);
INSERT INTO "referrals" VALUES('20261123-WQR8',23,'decided',0,'hallamshire@1.0','2026-11-23T09:00:00+00:00','2026-11-23T10:00:00+00:00',NULL,'assessment','red',2,2,0,9,'assessment','red',0);
INSERT INTO "referrals" VALUES('20261123-8CYJ',8,'open',0,'hallamshire@1.0','2026-11-23T09:00:00+00:00','2026-11-23T10:00:00+00:00',NULL,'assessment','amber',2,1,1,3,NULL,NULL,0);
CREATE TABLE subjects (
            referral TEXT NOT NULL,
            ref TEXT NOT NULL,
            about TEXT NOT NULL,
            position INTEGER NOT NULL,
            label TEXT NOT NULL,
            PRIMARY KEY (referral, ref)
        );
INSERT INTO "subjects" VALUES('20261123-WQR8','child-1','child',0,'{"born": null, "case_system_id": null, "initials": null}');
INSERT INTO "subjects" VALUES('20261123-WQR8','father','adult',1,'{"label": null}');
INSERT INTO "subjects" VALUES('20261123-8CYJ','child-1','child',0,'{"born": null, "case_system_id": null, "initials": null}');
CREATE TABLE tokens (
            token TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            role TEXT NOT NULL,
            sha256 TEXT NOT NULL UNIQUE,
            added_at TEXT NOT NULL,
            revoked_at TEXT
        );
INSERT INTO "tokens" VALUES('t1','A system','worker','0000000000000000000000000000000000000000000000000000000000000000','2026-11-23T10:00:00+00:00',NULL);
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
CREATE INDEX obligations_by_due ON obligations (due) WHERE state IN ('to_do', 'attempted');
CREATE INDEX answered_by_time ON answered (at);
CREATE INDEX views_by_time ON views (at);
CREATE INDEX decided_by_time ON decided (policy_id, at);
CREATE INDEX gaps_by_referral ON gaps (referral);
COMMIT;
PRAGMA user_version = 3;
